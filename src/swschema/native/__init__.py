"""The native core, where it is installed: it says that a record is surely valid, or is not sure."""
