"""Streams of records: NDJSON, JSON arrays, XML under one root, compressed, in archives, in folders.

A stream is cut where one record ends and the next begins, and is never held as a whole.
"""

from swschema.streams.chunk import Chunk, Entry
from swschema.streams.formats import FORMS, Form
from swschema.streams.records import records
from swschema.streams.split import chunks

__all__ = ["FORMS", "Chunk", "Entry", "Form", "chunks", "records"]
