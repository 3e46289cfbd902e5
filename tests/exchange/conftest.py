"""Keys, certificates and messages that several tests of exchange share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES
from swschema.exchange import (
    Certificate,
    SigningKey,
    Trust,
    generate_key,
    make_trust,
    read_certificate,
    read_signing_key,
    read_trust,
)

KEYS = SAMPLES / "keys"
ENTERPRISE, WINDOW = "91330108MA27DEM14W", "HZSW3301"
VALID_FROM = "2018-01-01T00:00:00+08:00"
SIGNED_AT = "2018-03-06T16:42:09+08:00"


@dataclass(frozen=True)
class Party:
    """A party with its key."""

    key: SigningKey
    certificate: Certificate
    pem: bytes
    key_pem: bytes


@cache
def party(algorithm: str, code: str = ENTERPRISE, days: int = 3650) -> Party:
    """Return a party with a new key, the same each time."""
    made = generate_key(algorithm, code, valid_from=VALID_FROM, days=days)
    certificate = read_certificate(made.certificate)
    key = read_signing_key(made.key, certificate=certificate)
    return Party(key, certificate, made.certificate, made.key)


def trust_in(*parties: Party) -> Trust:
    return make_trust([(f"{number}.pem", each.pem) for number, each in enumerate(parties)])


def message(name: str = "new-registration") -> dict[str, Any]:
    value: dict[str, Any] = json.loads((SAMPLES / f"valid/message/{name}.json").read_bytes())
    return value


@cache
def kit_trust() -> Trust:
    return read_trust(KEYS)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Return what writes a file below a temporary folder."""

    def write_file(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return write_file
