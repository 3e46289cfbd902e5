"""Pydantic models of all record types and their parts, generated from the schemas."""

from swschema.models.v1 import *  # noqa: F403
