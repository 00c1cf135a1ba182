"""The case as read-only tools of a language model: it looks evidence up and cites it by id."""
