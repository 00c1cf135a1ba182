"""From a file, page or row to a Report."""
