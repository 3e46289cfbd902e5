"""swschema under test, and the shortest example of an adapter. Usage: python own.py"""

import json
import os
import sys
from pathlib import Path

import swschema

settings = swschema.Settings(as_of=os.environ.get("SWSCHEMA_AS_OF"))
for line in sys.stdin:
    file = line.rstrip("\n")
    report = swschema.validate(Path(file), settings=settings)
    problems = [
        {"code": p.code, "pointer": p.pointer, "line": p.line, "severity": p.severity}
        for p in report.problems
    ]
    print(json.dumps({"file": file, "valid": report.valid, "problems": problems}))
