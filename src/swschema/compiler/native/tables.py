"""The tables of the native core: all shapes as bytes, whose format `native/src/tables.rs` reads."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from swschema.compiler.native.automaton import DEAD, Automaton, compile_pattern, compile_words
from swschema.compiler.specification import Files, Specification
from swschema.schema.files import RECORDS, VERSION
from swschema.schema.shapes import Kind, ObjectType, Scalar, Shape

MAGIC = b"swtab\0\x00\x01"  # its last two bytes are the version of the format
KINDS = {Kind.STRING: 0, Kind.TOKEN: 0, Kind.INTEGER: 1, Kind.BOOLEAN: 2}
DATED = {"date", "date-time"}
UNBOUNDED = 2**32 - 1
WIDEST = 2**63 - 1
NONE = 2**16 - 1


def generate_native_files(specification: Specification) -> Files:
    """Return the tables, as a file of the package."""
    path = specification.root / f"src/swschema/native/{VERSION}.tables"
    return {path: write_tables(specification.shapes)}


def write_tables(shapes: Mapping[str, Shape]) -> bytes:
    """Return the tables of some shapes."""
    scalars = {s.name: s for s in shapes.values() if isinstance(s, Scalar)}
    records = _inside_first(shapes.values())
    automata: dict[Automaton, int] = {}
    written = [_write_scalar(each, automata) for each in scalars.values()]
    numbers = {name: number for names in (scalars, records) for number, name in enumerate(names)}
    roots = {s.record_type: numbers[s.name] for s in records.values() if s.record_type}
    body = b"".join(
        (
            _write_list(map(_write_automaton, automata)),
            _write_list(written),
            _write_list(_write_record(each, shapes, numbers) for each in records.values()),
            _write_list(_write_text(each) + struct.pack("<H", roots[each]) for each in RECORDS),
        )
    )
    return MAGIC + struct.pack("<I", zlib.crc32(body)) + body


def _inside_first(shapes: Iterable[Shape]) -> dict[str, ObjectType]:
    """Return all object types by name, each behind those that it contains."""
    found: dict[str, ObjectType] = {}

    def add(shape: Shape) -> None:
        if isinstance(shape, ObjectType) and shape.name not in found:
            for member in shape.members:
                add(member.shape)
            found[shape.name] = shape

    for shape in shapes:
        add(shape)
    return found


@cache
def _automaton(pattern: str | None, codes: tuple[str, ...]) -> Automaton:
    if codes:
        return compile_words(codes)
    return compile_pattern(pattern or "")


def _write_scalar(scalar: Scalar, automata: dict[Automaton, int]) -> bytes:
    kind, number, limits = KINDS[scalar.kind], NONE, scalar.limits
    if kind == KINDS[Kind.STRING]:
        automaton = _automaton(scalar.pattern, scalar.codes)
        number = automata.setdefault(automaton, len(automata))
    return struct.pack(
        "<BBHIIqq",
        kind,
        scalar.format in DATED,
        number,
        limits.get("minLength", 0),
        limits.get("maxLength", UNBOUNDED),
        limits.get("minimum", -WIDEST),
        limits.get("maximum", WIDEST),
    )


def _write_automaton(automaton: Automaton) -> bytes:
    states, classes = len(automaton.rows), len(automaton.rows[0])
    head = struct.pack("<HB", states, classes) + bytes(automaton.classes)
    rows = (_write_row(row) for row in automaton.rows)
    return b"".join((head, bytes(automaton.accepts), *rows))


def _write_row(row: Sequence[int]) -> bytes:
    """Return where a state leads to, as runs of classes that lead to the same living state."""
    runs, at = [], 0
    for state, cells in groupby(row):
        length = len([*cells])
        if state != DEAD:
            runs.append(struct.pack("<BBH", at, length, state))
        at += length
    return struct.pack("<B", len(runs)) + b"".join(runs)


def _write_record(
    record: ObjectType, shapes: Mapping[str, Shape], numbers: Mapping[str, int]
) -> bytes:
    required = {*record.schema["required"]}
    members = []
    for name, schema in record.schema["properties"].items():
        member = record.by_name.get(name)
        shape = member.shape if member else _record_type(record, shapes)
        is_array = member is not None and member.item is not None
        members.append(
            _write_text(name)
            + struct.pack(
                "<BHBBI",
                isinstance(shape, ObjectType),
                numbers[shape.name],
                name in required,
                is_array,
                schema.get("minItems", 0),
            )
        )
    return _write_list(members)


def _record_type(record: ObjectType, shapes: Mapping[str, Shape]) -> Shape:
    """Return the type of a record's own `recordType`."""
    reference: str = record.schema["properties"]["recordType"]["$ref"]
    return shapes[reference.rpartition("/")[2]]


def _write_text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<B", len(data)) + data


def _write_list(items: Iterable[bytes]) -> bytes:
    written = [*items]
    return struct.pack("<H", len(written)) + b"".join(written)
