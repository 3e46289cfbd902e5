"""The pages of the reference, from the schemas, the code lists and the rulebook."""
