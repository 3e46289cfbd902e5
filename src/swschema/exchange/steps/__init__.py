"""The steps of a registration: each writes the next record."""
