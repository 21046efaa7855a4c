"""Notes under an answer: what a careful reader of its sources should know."""
