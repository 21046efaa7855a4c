"""Is it in the sources: quotations word for word, sentences fact by fact."""
