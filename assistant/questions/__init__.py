"""Questions: what was asked, taken apart before anything is looked up."""
