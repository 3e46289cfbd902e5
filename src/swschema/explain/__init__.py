"""Where a problem is, what stands there, and what is close to it."""
