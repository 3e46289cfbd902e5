"""Packages: a record and the files of its attachments in one archive."""
