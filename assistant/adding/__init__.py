"""Documents added from the page: who may, what was read of each file, and what becomes of it."""
