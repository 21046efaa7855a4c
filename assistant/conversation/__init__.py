"""A question and its history, made into a question that stands alone."""
