"""A million records: swschema's bulk validation beside that of its peers."""
