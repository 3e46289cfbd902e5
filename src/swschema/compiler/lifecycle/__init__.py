"""The compiler of the life cycle: its source, its checks and its module."""
