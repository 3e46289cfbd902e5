"""What one window needs of a record, and nothing else."""
