"""Coverage-guided fuzzing of both readers and both converters: `make fuzz`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build/fuzz"
SYNTAXES = ("json", "xml")


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


def fuzz(arguments: list[str]) -> None:
    """Run the fuzzer in this process; libFuzzer ends it."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["swschema"]):
        from properties import check
    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def main(seconds: int) -> int:
    """Fuzz each syntax for a time, side by side; print what came of it, and return 1 if any."""
    FOUND.mkdir(parents=True, exist_ok=True)
    runs = []
    with tempfile.TemporaryDirectory() as room:
        for syntax in SYNTAXES:
            corpus = Path(room, syntax)
            corpus.mkdir()
            seeds(syntax, corpus)
            words(syntax, Path(room, f"{syntax}.dict"))
            command = [
                sys.executable, __file__, syntax, str(corpus),
                f"-dict={room}/{syntax}.dict", f"-max_total_time={seconds}", "-timeout=10",
                "-rss_limit_mb=2048", "-max_len=16384", f"-artifact_prefix={FOUND}/{syntax}-",
                "-print_final_stats=1",
            ]  # fmt: skip
            log = (FOUND / f"{syntax}.log").open("w")
            runs.append((syntax, subprocess.Popen(command, stdout=log, stderr=log), log))
        started = time.monotonic()
        while any(run.poll() is None for _, run, _ in runs):
            time.sleep(1)
            if sys.stderr.isatty():
                print(f"\r{time.monotonic() - started:.0f} of {seconds} s", end="", file=sys.stderr)
        return summary([(syntax, run.returncode) for syntax, run, _ in runs])


def summary(outcomes: list[tuple[str, int]]) -> int:
    """Print a table of what the runs did; return 1 if one found something."""
    print("\n| Syntax | Executions | New inputs | Crashes and hangs |\n|---|--:|--:|--:|")
    for syntax, _status in outcomes:
        log = (FOUND / f"{syntax}.log").read_text(errors="replace")
        stats = dict(
            line.removeprefix("stat::").split(":", 1)
            for line in log.splitlines()
            if line.startswith("stat::")
        )
        bad = len([path for path in FOUND.glob(f"{syntax}-*") if path.suffix != ".log"])
        executed = stats.get("number_of_executed_units", "?").strip()
        new = stats.get("new_units_added", "?").strip()
        print(f"| {syntax} | {executed} | {new} | {bad} |")
    return int(any(status for _, status in outcomes))


if __name__ == "__main__":
    if sys.argv[1] in SYNTAXES:
        fuzz(sys.argv[2:])
    else:
        sys.exit(main(int(sys.argv[1])))
