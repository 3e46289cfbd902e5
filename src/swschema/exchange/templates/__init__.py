"""Templates: drafts with all members and what they mean."""
