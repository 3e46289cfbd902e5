"""The tables of the native core, made from the shapes."""
