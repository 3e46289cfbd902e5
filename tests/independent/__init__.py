"""A second opinion: documents, their twins and what they mean, by the published schemas alone.

Nothing here imports swschema, and a test sees to it.
"""
