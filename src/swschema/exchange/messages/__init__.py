"""Messages between the parties, and the receipts that answer them."""
