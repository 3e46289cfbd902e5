"""The parity harness: one document, two syntaxes, seven engines, one verdict."""
