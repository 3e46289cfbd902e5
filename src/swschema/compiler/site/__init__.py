"""What the documentation site has besides its pages: downloads, search, checked links."""
