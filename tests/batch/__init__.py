"""Archives of records: on all cores, resumed, converted."""
