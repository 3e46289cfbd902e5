"""Pydantic models of all record types and their parts, generated from the schemas."""

from typing import TypeAlias

from swschema.models import v1
from swschema.models.v1 import *  # noqa: F403
from swschema.models.v1 import Dossier, Interview, Materials, Message, Registration

Model: TypeAlias = Registration | Materials | Interview | Dossier | Message

__all__ = ["Model"]
__all__ += v1.__all__
