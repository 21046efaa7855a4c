"""The index over the corpus: embeddings, Chroma, lexical search and their fusion."""
