"""The specification as the package reads it: files, shapes, codes, labels and paths."""
