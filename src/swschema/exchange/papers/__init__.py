"""The papers that are carried to a window, printed from the records."""
