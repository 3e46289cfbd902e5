"""The conformance kit: the samples put to anybody's validator, and its answers scored."""
