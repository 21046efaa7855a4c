"""The assistant: from a question to an answer in the sources' own words, with citations."""
