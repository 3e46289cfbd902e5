"""Coverage-guided fuzzing: `make fuzz`.

The targets are the bytes of documents in both syntaxes, objects of Python, and the command line.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build/fuzz"
SYNTAXES = ("json", "xml")
TARGETS = (*SYNTAXES, "objects", "command")


def seeds(syntax: str, folder: Path) -> None:
    """Copy the small samples of a syntax into a folder: large ones only slow the fuzzer down."""
    for path in sorted((ROOT / "samples").rglob(f"*.{syntax}")):
        if path.stat().st_size < 8_000 and path.name != "manifest.json":
            name = "-".join(path.relative_to(ROOT / "samples").parts)
            (folder / name).write_bytes(path.read_bytes())


def words(syntax: str, path: Path) -> None:
    """Write libFuzzer's dictionary: the names of the specification, as the syntax has them."""
    from swschema.schema.shapes import ObjectType, shapes

    names = {
        member.name
        for shape in shapes().values()
        if isinstance(shape, ObjectType)
        for member in shape.members
    }
    quoted = (rf'"\"{name}\":"' if syntax == "json" else f'"<{name}>"' for name in sorted(names))
    path.write_text("\n".join(quoted) + "\n")


def seed(target: str, room: Path) -> list[str]:
    """Write what a target begins with; return the options of the fuzzer that name it."""
    corpus = room / target
    corpus.mkdir()
    if target == "objects":
        for first in range(256):
            (corpus / f"{first}").write_bytes(bytes((first, first % 7, first % 11, first % 5)))
        return [str(corpus)]
    for syntax in SYNTAXES if target == "command" else (target,):
        seeds(syntax, corpus)
        words(syntax, room / f"{target}.dict")
    if target == "command":
        for number, path in enumerate(corpus.iterdir()):
            path.write_bytes(bytes((number % 7, number % 9)) + path.read_bytes())
    return [str(corpus), f"-dict={room / target}.dict"]


def fuzz(target: str, arguments: list[str]) -> None:
    """Run the fuzzer on a target in this process; libFuzzer ends it."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    sys.path.append(str(ROOT / "tests"))
    with atheris.instrument_imports(include=["swschema"]):
        from command_line import check_command_line
        from objects import check_object
        from properties import check
    checks = {"objects": check_object, "command": check_command_line}
    atheris.Setup([sys.argv[0], *arguments], checks.get(target, check))
    atheris.Fuzz()


def main(seconds: int) -> int:
    """Fuzz each target for a time, side by side; print what came of it, and return 1 if any."""
    FOUND.mkdir(parents=True, exist_ok=True)
    runs = []
    with tempfile.TemporaryDirectory() as room:
        for target in TARGETS:
            command = [
                sys.executable, __file__, target, *seed(target, Path(room)),
                f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=2048",
                "-max_len=16384", f"-artifact_prefix={FOUND}/{target}-", "-print_final_stats=1",
            ]  # fmt: skip
            log = (FOUND / f"{target}.log").open("w")
            runs.append((target, subprocess.Popen(command, stdout=log, stderr=log), log))
        started = time.monotonic()
        while any(run.poll() is None for _, run, _ in runs):
            time.sleep(1)
            if sys.stderr.isatty():
                print(f"\r{time.monotonic() - started:.0f} of {seconds} s", end="", file=sys.stderr)
        return summary([(target, run.returncode) for target, run, _ in runs])


def summary(outcomes: list[tuple[str, int]]) -> int:
    """Print a table of what the runs did; return 1 if one found something."""
    print("\n| Target | Executions | New inputs | Crashes and hangs |\n|---|--:|--:|--:|")
    for target, _status in outcomes:
        log = (FOUND / f"{target}.log").read_text(errors="replace")
        stats = dict(
            line.removeprefix("stat::").split(":", 1)
            for line in log.splitlines()
            if line.startswith("stat::")
        )
        bad = len([path for path in FOUND.glob(f"{target}-*") if path.suffix != ".log"])
        executed = stats.get("number_of_executed_units", "?").strip()
        new = stats.get("new_units_added", "?").strip()
        print(f"| {target} | {executed} | {new} | {bad} |")
    return int(any(status for _, status in outcomes))


if __name__ == "__main__":
    if sys.argv[1] in TARGETS:
        fuzz(sys.argv[1], sys.argv[2:])
    else:
        sys.exit(main(int(sys.argv[1])))
