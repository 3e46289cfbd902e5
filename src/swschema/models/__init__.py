"""Pydantic models of all record types and their parts, generated from the schemas."""

from typing import TypeAlias

from swschema.models import v1
from swschema.models.v1 import *  # noqa: F403
from swschema.models.v1 import (
    Dossier,
    Interview,
    InterviewDraft,
    Materials,
    MaterialsDraft,
    Message,
    Registration,
    RegistrationDraft,
)

Draft: TypeAlias = RegistrationDraft | MaterialsDraft | InterviewDraft
Model: TypeAlias = Registration | Materials | Interview | Dossier | Message | Draft

__all__ = ["Draft", "Model"]
__all__ += v1.__all__
