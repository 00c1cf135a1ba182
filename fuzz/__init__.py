"""Coverage-guided fuzzing of every reader and of the whole chain: ``python -m fuzz``."""
