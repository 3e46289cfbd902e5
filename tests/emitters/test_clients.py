"""Each language reads all valid samples in both syntaxes, and writes the same records in both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docsite.guides import LANGUAGES, page
from emitters.clients import CLIENTS
from emitters.proof import Proof, documents, prove

# What a client reads although it is invalid.
ACCEPTED: dict[str, set[str]] = {"typescript": set(), "java": set(), "csharp": set(), "go": set()}


@pytest.fixture(scope="module", params=list(CLIENTS))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def proof(
    language: str, tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Proof:
    folder = tmp_path_factory.mktemp(language)
    return prove(CLIENTS[language](tool, folder, None), folder / "written")


def test_client_keeps_every_valid_sample(proof: Proof) -> None:
    assert proof.different == ()
    assert proof.same == proof.loaded == len(documents(valid=True, folder="valid")) > 140


def test_client_refuses_invalid_samples(proof: Proof, language: str) -> None:
    assert set(proof.accepted) == ACCEPTED[language]
    assert proof.refused > 750


def test_client_keeps_long_and_odd_texts(proof: Proof) -> None:
    assert proof.long == ()


def test_client_refuses_hostile_documents(proof: Proof) -> None:
    assert proof.hostile == ()


def test_client_keeps_variants_in_its_encodings(proof: Proof) -> None:
    refused = [each.partition(": ")[0] for each in proof.variants]
    assert refused == ["xml-gb18030.xml", "xml-gbk.xml"]


def test_client_keeps_unknown_codes_where_it_is_told_to(proof: Proof) -> None:
    assert proof.kept == ()
    assert proof.unknown == ()


@pytest.mark.parametrize("reader", LANGUAGES)
def test_guide_has_the_counts_of_each_client(reader: str) -> None:
    valid, invalid = len(documents(valid=True, folder="valid")), len(documents(valid=False))
    counts = f" | {valid}/{valid} | {valid}/{valid} | {invalid}/{invalid} | "
    lines = page(reader, "fidelity").splitlines()
    rows = [line for line in lines if line.startswith("| **swschema**")]
    assert [counts in row for row in rows] == [True] * (1 + len(CLIENTS))
