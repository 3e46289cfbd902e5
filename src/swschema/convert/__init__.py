"""JSON to XML and back, by the shapes, losing nothing."""
