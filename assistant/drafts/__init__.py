"""Cited drafts in the sources' own words: composed, exported, kept, read back and checked again."""
