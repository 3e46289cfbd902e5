"""Wrong calls that type checkers report: each `ignore` is needed, or they complain of it."""

import swschema
from swschema.models import OnlineApplication

source = b"{}"

swschema.validate(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.validate(source, language="fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.validate(source, limits=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.load(source, OnlineApplication)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
swschema.render([], "pdf")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.Settings(severities={"PL04": "fatal"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
swschema.valdiate(source)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
