"""The structural check: engines that judge, and findings that say what is wrong."""
