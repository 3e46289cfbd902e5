"""Sources of documents: read with limits, told apart by content, parsed without surprises."""
