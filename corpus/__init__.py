"""The source texts: a catalogue, readers, their structure, and chunks with exact spans."""
