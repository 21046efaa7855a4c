"""A language model's part: it phrases, and every sentence is checked against the sources before it is shown."""
