"""What the assistant knows of English and Chinese themselves, apart from any document."""
