"""The dossier and what a person looks at."""
