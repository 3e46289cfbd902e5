"""Runs over many records, as the command line has them."""
