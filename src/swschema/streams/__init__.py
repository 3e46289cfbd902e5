"""Streams of records: NDJSON, JSON arrays, XML under one root, compressed, in archives, in folders.

A stream is split where one record ends and the next begins, and is never held as a whole.
"""

from swschema.streams.chunk import Chunk, Record
from swschema.streams.formats import FORMS, Form
from swschema.streams.records import read_records
from swschema.streams.split import read_chunks

__all__ = ["FORMS", "Chunk", "Form", "Record", "read_chunks", "read_records"]
