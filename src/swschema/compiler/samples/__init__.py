"""The samples: what is generated of them, and what each is expected to show."""
