"""Processes that do all they can with one document each, and print what that took.

Usage: python hostile.py PLAIN < DOCUMENTS. PLAIN, a small valid document, is done first, and with
a mistake in it, so that what every document needs is loaded and not counted. Each line of the
input is the path of a document; it has a process of its own, whose result is one line of JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import swschema
from swschema.cli import swschema as command_line
from swschema.problems import Report
from swschema.report import FORMATS, renderer
from swschema.schema.files import schemas_folder
from swschema.structure.engines import ENGINES

CONVERSIONS = {"to_json": swschema.to_json, "to_xml": swschema.to_xml}
LONGEST = 600  # seconds of the clock: what waits uses no processor, and the machine may be busy
READABLE = (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"))
# What no validator has to do, by the start of the audit event's name.
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system",
             "ctypes.dlopen", "urllib.", "http.", "ftplib.", "shutil.", "os.remove", "os.rename",
             "os.mkdir", "exec", "compile")  # fmt: skip


def verdict(report: Report) -> object:
    return {"valid": report.valid, "codes": sorted({each.code for each in report.problems}),
            "count": len(report.problems)}  # fmt: skip


def rendered(form: str, report: Report) -> int:
    """Return the bytes of a report in a format: all are made from the one verdict."""
    return sum(len(part.encode(errors="replace")) for part in renderer(form)([report]))


def converted(convert: Callable[[Path], bytes], path: Path) -> object:
    try:
        return len(convert(path))
    except swschema.SwschemaError as error:
        return f"{error}"[:200]


def judged_again(path: Path) -> object:
    return verdict(swschema.validate(path, engine="reference"))


def on_command_line(path: Path) -> object:
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            command_line(["validate", "--no-config", str(path)], standalone_mode=False)
        except SystemExit as end:
            return end.code
    return 0


def steps(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield all that is done with a document, by name."""
    report = None

    def validate() -> object:
        nonlocal report
        report = swschema.validate(path)
        return verdict(report)

    yield "validate", validate
    yield "reference engine", partial(judged_again, path)
    for name, convert in CONVERSIONS.items():
        yield name, partial(converted, convert, path)
    yield "command line", partial(on_command_line, path)
    assert report is not None
    for form in FORMATS:
        yield f"report as {form}", partial(rendered, form, report)


def yardstick() -> float:
    """Return the processor seconds of some work that is always the same: what time is worth now."""
    start = time.process_time()
    json.loads(json.dumps([{f"{number}": number} for number in range(5000)]))
    return time.process_time() - start


def peak() -> int:
    """Return the most memory that this process has had resident, in MiB."""
    # Not ru_maxrss: a process inherits that from the one that started it.
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    raise NotImplementedError("this needs Linux")


@contextlib.contextmanager
def watched(document: Path) -> Iterator[list[str]]:
    """Note each event that is not a field of the handling of a document."""
    seen: list[str] = []
    watching = True
    own = (*READABLE, str(schemas_folder()), str(Path(swschema.__file__).parent))

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if not watching:
            return
        if event == "open":
            name = str(arguments[0])
            if name != str(document) and not name.startswith(own):
                seen.append(f"open {name}")
        elif event.startswith(FORBIDDEN) and not (event in ("exec", "compile") and _is_import()):
            seen.append(event)

    sys.addaudithook(hook)
    yield seen
    watching = False


def _is_import() -> bool:
    frame = sys._getframe(2)
    while frame := frame.f_back:  # type: ignore[assignment]
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
    return False


def handle(document: Path) -> None:
    """Print what becomes of a document."""
    signal.alarm(LONGEST)  # ends this process
    yardsticks = [yardstick()]
    before = peak()
    done = {}
    with watched(document) as seen:
        for name, step in steps(document):
            start = time.process_time()
            outcome = step()
            done[name] = {"outcome": outcome, "seconds": time.process_time() - start}
            yardsticks.append(yardstick())
    print(json.dumps({"steps": done, "yardstick": max(yardsticks), "mib": peak() - before,
                      "seen": seen}), flush=True)  # fmt: skip


def main() -> None:
    plain = Path(sys.argv[1])
    for path in (plain, plain.with_suffix(".xml")):
        for _name, step in steps(path):
            step()
        # What explains problems, and interprets the rules beside them, is loaded at the first.
        for engine in ENGINES:
            swschema.validate(path.read_bytes().replace(b"SELF", b"NOBODY"), engine=engine)
    yardstick()
    while line := sys.stdin.readline():
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            if status:
                print(json.dumps({"status": status}), flush=True)
        else:
            handle(Path(line.rstrip("\n")))
            os._exit(0)


if __name__ == "__main__":
    main()
