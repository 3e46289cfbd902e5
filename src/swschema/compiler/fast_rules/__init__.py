"""The optimiser of the rules: from checks to one quick verdict a record."""
