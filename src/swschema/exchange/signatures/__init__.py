"""Signatures of messages and records, keys, and whose are trusted."""
