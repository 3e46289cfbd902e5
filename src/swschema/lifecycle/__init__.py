"""The life cycle of a registration: where it is, how it came there, and what comes next."""
