"""How figures are read: numbers, bounds, units, what is counted and whose it is."""
