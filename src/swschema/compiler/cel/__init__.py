"""Expressions of CEL: parsed, checked against the schemas, and translated."""
