"""A million records: swschema's batch validation beside that of its peers."""
