"""Model code by datamodel-code-generator: this package's own, and vendors' in several styles."""
