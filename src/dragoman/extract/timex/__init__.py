"""How time expressions are found: classes of tokens, patterns over them, guards, values."""
