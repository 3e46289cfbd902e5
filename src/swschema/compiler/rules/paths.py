"""Where in a record the values of a type stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from swschema.schema.shapes import Member, Record, Shape

Way = tuple[Member, ...]  # the members that lead to a value; of an array, to each item


def ways(record: Record, target: Shape) -> Iterator[Way]:
    """Yield all ways from a record to the values of a type; the empty one to itself."""
    if record is target:
        yield ()
        return
    for member in record.members:
        if member.shape is target:
            yield (member,)
        elif isinstance(member.shape, Record):
            yield from ((member, *rest) for rest in ways(member.shape, target))


def enclosing(scope: Record, found: tuple[Way, ...]) -> Mapping[str, Record]:
    """Return the records that stand around a value whichever way leads to it.

    Args:
        scope: the record where all ways begin.
        found: the ways.

    Returns:
        Records by the name they have in expressions: that of the type, its first letter small.
    """
    around = [_around(scope, way) for way in found]
    return {
        name: record
        for name, record in around[0].items()
        if all(each.get(name) is record for each in around)
    }


def _around(scope: Record, way: Way) -> dict[str, Record]:
    records = [scope, *(member.shape for member in way[:-1] if isinstance(member.shape, Record))]
    named = [(variable(record), record) for record in records[: max(len(way), 1)]]
    # A type that stands in itself twice on one way would be two records of one name.
    return {name: record for name, record in named if [each for each, _ in named].count(name) == 1}


def variable(record: Record) -> str:
    """Return the name that a record of a type has in expressions."""
    return record.name[0].lower() + record.name[1:]
