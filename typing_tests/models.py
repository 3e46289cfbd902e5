"""What type checkers know of the models' fields."""

from datetime import datetime
from pathlib import Path
from typing import assert_type

from pydantic import MISSING

import swschema
from swschema.models import OnlineApplication, Registration, VerificationLink

registration = swschema.load(Path("registration.json"), Registration)

assert_type(registration.account_email, str)
assert_type(registration.verification_link, VerificationLink)
assert_type(registration.verification_link.expires_at, datetime)
if registration.application is not MISSING:
    assert_type(registration.application, OnlineApplication)
    assert_type(registration.application.enterprise.legal_name, str)
