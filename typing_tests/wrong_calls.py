"""Wrong calls that type checkers report: each `ignore` is needed, or they complain of it."""

from decimal import Decimal

import swschema
from swschema.models import Money, OnlineApplication, Registration

source = b"{}"

swschema.validate(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.validate(source, language="fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.validate(source, limits=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.load(source, OnlineApplication)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
swschema.render([], "pdf")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.Settings(severities={"PL04": "fatal"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
swschema.valdiate(source)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
Money(amount="12.50", currency="CNY")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Money(amount=Decimal(5), currency="XYZ")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
swschema.load(source, Registration).status = "NONSENSE"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
