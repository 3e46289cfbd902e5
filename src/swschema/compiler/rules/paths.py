"""The paths in a record to the values of a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from swschema.schema.shapes import Member, ObjectType, Shape

MemberPath = tuple[Member, ...]  # the members that lead to a value; of an array, to each item


def find_paths(record: ObjectType, target: Shape) -> Iterator[MemberPath]:
    """Yield all paths from a record to the values of a type; the empty one to itself."""
    if record is target:
        yield ()
        return
    for member in record.members:
        if member.shape is target:
            yield (member,)
        elif isinstance(member.shape, ObjectType):
            yield from ((member, *rest) for rest in find_paths(member.shape, target))


def enclosing_records(scope: ObjectType, paths: tuple[MemberPath, ...]) -> Mapping[str, ObjectType]:
    """Return the records that enclose a value on each of several paths.

    Args:
        scope: the record where all paths begin.
        paths: the paths.

    Returns:
        Records by the name they have in expressions: that of the type, its first letter small.
    """
    around = [_records_along(scope, path) for path in paths]
    return {
        name: record
        for name, record in around[0].items()
        if all(each.get(name) is record for each in around)
    }


def _records_along(scope: ObjectType, path: MemberPath) -> dict[str, ObjectType]:
    records = [
        scope,
        *(member.shape for member in path[:-1] if isinstance(member.shape, ObjectType)),
    ]
    named = [(variable_name(record), record) for record in records[: max(len(path), 1)]]
    # A type that occurs twice on one path would be two records of one name.
    return {name: record for name, record in named if [each for each, _ in named].count(name) == 1}


def variable_name(record: ObjectType) -> str:
    """Return the name that a record of a type has in expressions."""
    return record.name[0].lower() + record.name[1:]
