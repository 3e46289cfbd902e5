"""The compiler of the rulebook: from CEL to Python and to Schematron."""
