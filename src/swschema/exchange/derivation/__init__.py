"""Drafts in which all that is known is filled in, and where it comes from."""
