"""Many reports at a time."""
