"""The rulebook as the package runs it: compiled rules and the functions that they call."""
