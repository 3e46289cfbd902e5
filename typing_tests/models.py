"""What type checkers know of the models: reading their fields, building and changing them."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal, assert_type

from pydantic import MISSING

import swschema
from swschema.models import Money, OnlineApplication, Registration, VerificationLink

registration = swschema.load(Path("registration.json"), Registration)

assert_type(registration.account_email, str)
assert_type(registration.verification_link, VerificationLink)
assert_type(registration.verification_link.expires_at, datetime)
if registration.application is not MISSING:
    assert_type(registration.application, OnlineApplication)
    assert_type(registration.application.enterprise.legal_name, str)

sent = datetime.fromisoformat("2018-03-05T09:12:06+08:00")
link = VerificationLink(sent_at=sent, expires_at=sent)
opened = Registration(
    registration_id="HZSW-R-2018-000318",
    applicant_mode="SELF",
    account_email="admin@example.com",
    verification_code_passed_at=sent,
    verification_link=link,
    status="EMAIL_PENDING",
)
opened.status = "ACCOUNT_ACTIVATED"
opened.account_activated_at = sent
assert_type(opened.record_type, Literal["registration"])
assert_type(opened.schema_version, str)
assert_type(Money(amount=Decimal("12.50"), currency="CNY").amount, Decimal)
assert_type(swschema.dump(opened), bytes)
