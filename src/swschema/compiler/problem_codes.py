"""The codes of structural problems, from `schemas/v1/problems.yaml`: read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from swschema.compiler.errors import BuildError, BuildProblem
from swschema.compiler.schema.codes import COMMENT
from swschema.compiler.yaml_file import YamlFile, read_yaml

FILE = "problems.yaml"
Samples = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """One kind of structural problem; each text by language, "en" and "zh".

    Attributes:
        code: its code.
        title: a few words.
        meaning: what is wrong, in one sentence.
        why: why it is a problem.
        remedy: how to fix the document.
        sample: the id of the invalid sample that shows it; None where no document can.
        general: the code that it is a special case of; None where it is none.
        refusal: whether the document cannot be read: the problem has neither pointer nor XPath.
        line_varies: whether parsers notice it on different lines, so that no line is expected.
    """

    code: str
    title: Mapping[str, str]
    meaning: Mapping[str, str]
    why: Mapping[str, str]
    remedy: Mapping[str, str]
    sample: str | None = None
    general: str | None = None
    refusal: bool = False
    line_varies: bool = False


ProblemCodes = Mapping[str, ProblemCode]


def read_problem_codes(root: Path) -> ProblemCodes:
    """Return the codes of structural problems by code, in the order of the file.

    Args:
        root: the repository.

    Raises:
        BuildError: with each place that breaks the schema, repeats a code, or names a sample that
            does not show it.
    """
    file = read_yaml(root / "schemas/v1" / FILE)
    schema = orjson.loads((root / "schemas/problems.schema.json").read_bytes())
    samples = read_yaml(root / "samples/samples.yaml").value["invalid"]
    broken = [
        file.problem_at(tuple(error.instance_path), error.message)
        for error in jsonschema_rs.Draft202012Validator(schema).iter_errors(file.value)
    ]
    if problems := broken or [*_check_codes(file), *_check_samples(file, samples)]:
        raise BuildError(tuple(problems))
    return {each["code"]: _problem_code(each) for each in file.value["problems"]}


def publish_problem_codes(codes: ProblemCodes) -> dict[str, Any]:
    """Return all codes for those who read JSON, this package among them."""
    return {
        "$schema": "../../problems.schema.json",
        "$comment": COMMENT,
        "problems": [_publish(code) for code in codes.values()],
    }


def check_expected_codes(
    file: str, samples: Samples, codes: AbstractSet[str]
) -> Iterator[BuildProblem]:
    """Yield a problem for each sample that expects a problem of no known code.

    Args:
        file: the name of the file that lists the samples.
        samples: the samples as written, by id.
        codes: the codes of problems, and the ids of rules, that samples may have.
    """
    for name, sample in samples.items():
        for code in sorted(_expected_codes(sample) - codes):
            yield BuildProblem(file, f"/{name}", f"there is no problem code {code!r}")


def _expected_codes(sample: Mapping[str, Any]) -> set[str]:
    return {each["code"] for each in sample.get("problems", ())} | {*sample.get("codes", ())}


def _check_codes(file: YamlFile) -> Iterator[BuildProblem]:
    seen: set[str] = set()
    for index, problem in enumerate(file.value["problems"]):
        if problem["code"] in seen:
            yield file.problem_at(("problems", index, "code"), f"{problem['code']!r} appears twice")
        seen.add(problem["code"])


def _check_samples(file: YamlFile, samples: Samples) -> Iterator[BuildProblem]:
    for index, problem in enumerate(file.value["problems"]):
        name = problem.get("sample")
        if name is None:
            continue
        if name not in samples:
            reason = f"there is no invalid sample {name!r}"
        elif problem["code"] not in _expected_codes(samples[name]):
            reason = f"the sample {name!r} does not show {problem['code']!r}"
        else:
            continue
        yield file.problem_at(("problems", index, "sample"), reason)


def _problem_code(written: Mapping[str, Any]) -> ProblemCode:
    return ProblemCode(**{"line_varies" if k == "lineVaries" else k: v for k, v in written.items()})


def _publish(code: ProblemCode) -> dict[str, Any]:
    published: dict[str, Any] = {"code": code.code}
    published |= {"sample": code.sample} if code.sample else {}
    published |= {"general": code.general} if code.general else {}
    published |= {"refusal": True} if code.refusal else {}
    published |= {"lineVaries": True} if code.line_varies else {}
    texts = ("title", "meaning", "why", "remedy")
    return published | {name: getattr(code, name) for name in texts}
