"""The quick verdict: one function for each record, with every check written where it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from swschema.build.rules.contexts import variable
from swschema.build.rules.rulebook import Check
from swschema.build.rules.to_python import Python
from swschema.shapes import Record, Shape

ATTACHMENT = "Attachment"  # whose content is held against its digest in code, not in CEL
INDENT = "    "


def visitor(record: Record, checks: list[Check], patterns: dict[str, str]) -> str:
    """Return the text of the function that tells whether a record breaks no rule.

    Args:
        record: the shape of the record.
        checks: every check of the rulebook.
        patterns: where to note patterns.
    """
    own = [each for each in checks if each.scope is record]
    visit = _Visitor(own, patterns)
    lines = [f"\ndef {_keeps(record)}(this: Any, params: Any, given: Any) -> bool:"]
    lines.append('    """Return whether a record, with those in it, breaks no rule."""')
    body = [*visit.lists(), *visit.value(record, "this", {variable(record): "this"}, INDENT)]
    if any("as_of" in line for line in body):
        lines.append(f"    as_of = given or {record.record_type}_date(this)")
    return "\n".join([*lines, *body, *_nested(record), "    return True\n"])


def _keeps(record: Record) -> str:
    return f"keeps_{record.record_type}"


class _Visitor:
    """Writes the lines for one record."""

    def __init__(self, checks: list[Check], patterns: dict[str, str]) -> None:
        self._checks = checks
        self._patterns = patterns

    def lists(self) -> Iterator[str]:
        """Yield the lines that make what is made once."""
        done: set[str] = set()
        for check in self._checks:
            for name in check.once:
                made = self._list(check, name)
                if made not in done:
                    done.add(made)
                    function = made.removesuffix("_")
                    yield f"    {made} = {function}(this, as_of, params.get({check.rule!r}))"

    def _list(self, check: Check, name: str) -> str:
        """Return the variable that has a list: one for all checks of a rule that make the same."""
        write = Python(self._patterns).write
        text = write(check.once[name])
        first = next(
            each
            for each in self._checks
            if each.rule == check.rule and name in each.once and write(each.once[name]) == text
        )
        return f"{first.rule.lower()}_{first.number}_{name}_"

    def value(self, shape: Shape, at: str, around: Mapping[str, str], pad: str) -> Iterator[str]:
        """Yield the lines that check a value and what is in it.

        Args:
            shape: its shape.
            at: the variable that has it.
            around: the variables that have the records around it, by their names in CEL.
            pad: the indentation.
        """
        for check in self._checks:
            if check.each is shape:
                yield from self._check(check, at, around, pad)
        if shape.name == ATTACHMENT:
            yield f"{pad}if 'content' in {at} and not keeps_content({at}):"
            yield f"{pad}    return False"
        for member in shape.members if isinstance(shape, Record) else ():
            if not self._leads(member.shape):
                continue
            inner = f"{at}_{member.name}" if at != "this" else f"at_{member.name}"
            grown = {
                **around,
                **({variable(member.shape): inner} if isinstance(member.shape, Record) else {}),
            }
            if member.item:
                place = f"{at}[{member.name!r}]"
                found = place if member.required else f"{at}.get({member.name!r}, ())"
                yield f"{pad}for {inner} in {found}:"
                yield from self.value(member.shape, inner, grown, pad + INDENT)
                continue
            deeper = pad
            if not member.required:
                yield f"{pad}if {member.name!r} in {at}:"
                deeper += INDENT
            yield f"{deeper}{inner} = {at}[{member.name!r}]"
            yield from self.value(member.shape, inner, grown, deeper)

    def _check(self, check: Check, at: str, around: Mapping[str, str], pad: str) -> Iterator[str]:
        names = {**around, "this": at, "params": f"params[{check.rule!r}]"}
        names |= {name: self._list(check, name) for name in check.once}
        if check.when is not None:
            yield f"{pad}if {Python(self._patterns, names).write(check.when)}:"
            pad += INDENT
        for name, text in check.lets.items():
            made = f"{check.rule.lower()}_{check.number}_{name}_"
            yield f"{pad}{made} = {Python(self._patterns, names).write(text)}"
            names[name] = made
        yield f"{pad}if {Python(self._patterns, names).negated(check.holds)}:"
        yield f"{pad}    return False"

    def _leads(self, shape: Shape) -> bool:
        if shape.name == ATTACHMENT or any(check.each is shape for check in self._checks):
            return True
        members = shape.members if isinstance(shape, Record) else ()
        return any(self._leads(member.shape) for member in members)


def _named(shape: Shape, at: str) -> dict[str, str]:
    return {variable(shape): at} if isinstance(shape, Record) else {}


def _nested(record: Record) -> Iterator[str]:
    """Yield the lines that check the whole records in a record."""
    for member in record.members:
        shape = member.shape
        if not (isinstance(shape, Record) and shape.record_type):
            continue
        if member.item:
            yield f"    for each in this.get({member.name!r}, ()):"
            yield f"        if not {_keeps(shape)}(each, params, given):"
            yield "            return False"
        else:
            yield f"    if {member.name!r} in this:"
            yield f"        if not {_keeps(shape)}(this[{member.name!r}], params, given):"
            yield "            return False"
