"""The evaluation: answers, retrieval, speed and scale, each measured by one command of `python -m eval`."""
