"""Archives for the tests: records of the samples, many times, some of them broken."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson

import swschema
from conftest import SAMPLES

NAMES = ("message/new-interview", "registration/hangzhou-xx-email-pending", "interview/no-show")
EVERY = 7  # one in so many is broken


@cache
def _sample(name: str) -> dict[str, Any]:
    found: dict[str, Any] = orjson.loads((SAMPLES / f"valid/{name}.json").read_bytes())
    return found


def values(count: int) -> Iterator[dict[str, Any]]:
    """Yield so many records, of which some break the structure; each message has its own id."""
    for number in range(count):
        value = dict(_sample(NAMES[number % len(NAMES)]))
        if "messageId" in value:
            value["messageId"] = str(uuid.UUID(int=number))
        if number % EVERY == 0:
            value["status" if "status" in value else "actionType"] = "PERHAPS"
        yield value


def ndjson(path: Path, count: int) -> Path:
    with path.open("wb") as file:
        file.writelines(orjson.dumps(value) + b"\n" for value in values(count))
    return path


def xml(path: Path, count: int) -> Path:
    with path.open("wb") as file:
        file.write(b"<records>\n")
        for value in values(count):
            file.write(swschema.to_xml(value).partition(b"?>")[2].strip() + b"\n")
        file.write(b"</records>\n")
    return path


def broken(count: int) -> int:
    """Return how many of so many records are broken."""
    return len(range(0, count, EVERY))
