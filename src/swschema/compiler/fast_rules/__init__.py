"""The optimiser of the rules: from checks to one fast verdict for each record type."""
