"""Who says so, and how sure: statements, factuality, forecasts."""
