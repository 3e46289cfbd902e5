"""What is different between two records."""
