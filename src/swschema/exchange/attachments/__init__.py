"""The attachments of a record, and their files."""
