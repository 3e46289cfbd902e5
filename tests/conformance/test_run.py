"""`swschema conformance run`: what a validator is asked, and what its answers are worth."""

from __future__ import annotations

import json
import queue
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_OF, SAMPLES
from swschema.conformance.client import collect_answers
from swschema.conformance.kit import cases

OWN = SAMPLES / "adapters/own.py"
READ = "import json, sys\nfiles = [line.rstrip('\\n') for line in sys.stdin]\n"
ANSWER = "print(json.dumps({'file': file, 'valid': True}))"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "swschema", "conformance", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def command(script: Path) -> str:
    return shlex.join([sys.executable, str(script)])


def run_script(tmp_path: Path, body: str, *options: str) -> tuple[int, str, str]:
    script = tmp_path / "validator.py"
    script.write_text(READ + body, encoding="utf-8")
    return run("run", "--command", command(script), *options)


def test_own_validator_is_right_in_everything() -> None:
    options = ("--command", command(OWN), "--format", "json", "--level", "rules")
    status, out, _ = run("run", *options)
    told, total = json.loads(out), len(cases(SAMPLES, level="rules"))  # of structure too
    assert status == 0
    assert told["verdicts"] == {"right": total, "total": total}
    assert told["aspects"].keys() == {"code", "pointer", "line"}
    assert all(each["right"] == each["total"] for each in told["aspects"].values())


def test_kit_without_its_built_samples_names_the_command(tmp_path: Path) -> None:
    for name in ("manifest.json", "valid", "variants", "invalid"):
        (tmp_path / name).symlink_to(SAMPLES / name)
    options = ("--samples", tmp_path)
    assert run("list", *options)[0] == 0
    status, out, error = run("list", *options, "--level", "rules")
    assert (status, out) == (2, "")
    assert len(error.splitlines()) == 1
    assert error.endswith("is not there: `swschema build` writes it, in a checkout\n")


def test_wrong_verdicts_are_counted_by_record_and_syntax(tmp_path: Path) -> None:
    status, out, _ = run_script(tmp_path, f"for file in files: {ANSWER}", "--format", "json")
    told = json.loads(out)
    valid = [case for case in cases(SAMPLES) if case.valid]
    assert status == 1
    assert told["verdicts"]["right"] == len(valid)
    group = next(
        each for each in told["groups"] if (each["record"], each["syntax"]) == ("message", "xml")
    )
    assert group["right"] == sum((case.record, case.syntax) == ("message", "xml") for case in valid)
    assert not any(each["valid"] for each in told["wrong"])


def test_text_names_each_wrong_verdict_and_ends_with_the_score(tmp_path: Path) -> None:
    status, out, _ = run_script(tmp_path, f"for file in files: {ANSWER}")
    assert status == 1
    assert "wrong verdict: invalid/registration/missing-legal-name.json must fail: " in out
    assert out.splitlines()[-1].startswith("verdicts: ")


def test_one_syntax_is_asked_about_alone(tmp_path: Path) -> None:
    body = f"assert all(file.endswith('.xml') for file in files)\nfor file in files: {ANSWER}"
    assert run_script(tmp_path, body, "--syntax", "xml")[0] == 1


def test_verdicts_alone_give_no_score_for_codes(tmp_path: Path) -> None:
    out = run_script(tmp_path, f"for file in files: {ANSWER}", "--format", "json")[1]
    assert json.loads(out)["aspects"] == {}


def test_answers_may_come_in_any_order(tmp_path: Path) -> None:
    status, _, err = run_script(tmp_path, f"for file in reversed(files): {ANSWER}")
    assert (status, err) == (1, "")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("print('hello')", "returned a line that is not JSON: hello"),
        ("print('[1]')", "returned a result without a file"),
        ("print(json.dumps({'file': files[0], 'valid': 'yes'}))", "neither true nor false"),
        ("print(json.dumps({'file': files[0], 'valid': True, 'problems': 3}))", "problems that"),
        ("print(json.dumps({'file': files[0], 'valid': False, 'problems': [{'line': '3'}]}))",
         "problems that"),
        ("print(json.dumps({'file': 'x', 'valid': True}))", "not in its input: x"),
        (f"file = files[0]; {ANSWER}; {ANSWER}", "returned two results"),
        (f"file = files[0]; {ANSWER}", "status 0 without a result for"),
        ("sys.exit(3)", "status 3 without a result for"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "status -9"),
        (f"for file in files: {ANSWER}\nsys.exit(4)", "status 4 after its last result"),
        ("import time; time.sleep(60)", "returned no result for 2 s"),
        ("while True: print(flush=True)", "returned no result for 2 s"),
        ("print('x' * 2_000_000)", "returned a line of more than 1,048,576 bytes"),
        ("while True: print('x' * 9_999, end='')", "returned a line of more than 1,048,576 bytes"),
        (f"for file in files: {ANSWER}\nsys.stdout.flush()\nimport time; time.sleep(60)",
         "did not exit within 2 s"),
    ],
)  # fmt: skip
def test_a_validator_that_breaks_the_protocol_exits_with_2(
    tmp_path: Path, body: str, said: str
) -> None:
    status, out, err = run_script(tmp_path, body, "--timeout", "2", "--syntax", "json")
    assert (status, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert "Traceback" not in err.splitlines()[-1]


@pytest.mark.parametrize("wrong", ["no-such-program", "'unclosed", ""])
def test_a_command_that_cannot_be_started_exits_with_2(wrong: str) -> None:
    status, out, err = run("run", "--command", wrong)
    assert (status, out) == (2, "")
    assert "cannot be started" in err


def test_what_a_validator_leaves_running_is_ended(tmp_path: Path) -> None:
    body = "import subprocess\nsubprocess.Popen(['sleep', '300'])\nsys.exit(3)"
    status, _, err = run_script(tmp_path, body, "--timeout", "2")
    assert status == 2
    assert "returned no result" in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_validator_ends_with_the_run(tmp_path: Path, number: signal.Signals) -> None:
    script, started = tmp_path / "validator.py", tmp_path / "started"
    script.write_text(
        f"import os, time\nfrom pathlib import Path\n"
        f"Path({str(started)!r}).write_text(str(os.getpid()))\ntime.sleep(60)",
        encoding="utf-8",
    )
    options = ("conformance", "run", "--command", command(script))
    with subprocess.Popen(
        [sys.executable, "-m", "swschema", *options],
        stderr=subprocess.DEVNULL,
        # What a shell runs in the background, or `nohup`, has them ignored, and hands that on.
        preexec_fn=restore_signals,
    ) as process:
        wait_for(lambda: started.is_file() and started.read_text())
        process.send_signal(number)
        assert process.wait(20) in {130, 128 + number}
    wait_for(lambda: not is_running(int(started.read_text())))


@pytest.mark.parametrize(
    ("number", "raised"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]
)
def test_signal_in_the_midst_of_a_lock_counts(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, raised: type[BaseException]
) -> None:
    def get(*_: object, **__: object) -> bytes:
        try:
            signal.raise_signal(number)
        finally:
            threading.Lock().release()  # an error of its own, as in `Condition.wait`
        return b""

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(queue.Queue, "get", get)
    try:
        with pytest.raises(raised):
            collect_answers("sleep 60", [Path("a.json")], 60, as_of=AS_OF)
    finally:
        signal.signal(signal.SIGINT, before)


def restore_signals() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def wait_for(happened: Callable[[], object]) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_folder_without_a_kit_exits_with_2(tmp_path: Path) -> None:
    status, _, err = run("list", "--samples", tmp_path)
    assert status == 2
    assert "manifest.json: no such file or directory" in err


def test_a_manifest_that_is_none_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"samples": [1]}', encoding="utf-8")
    status, _, err = run("list", "--samples", tmp_path)
    assert status == 2
    assert "is not a manifest of samples" in err


def test_list_names_every_file_with_what_is_expected() -> None:
    status, out, _ = run("list")
    lines = out.splitlines()
    assert (status, len(lines)) == (0, len(cases(SAMPLES)))
    (line,) = (
        each for each in lines if each.startswith("invalid/registration/missing-legal-name.x")
    )
    assert line.split()[1] == "missing"


def test_descriptions_are_in_the_language_asked_for() -> None:
    out = run("list", "--syntax", "json", "--lang", "zh-Hans")[1]
    assert "企业" in out


def test_list_is_json_too() -> None:
    out = run("list", "--syntax", "json", "--format", "json")[1]
    assert {each["syntax"] for each in json.loads(out)} == {"json"}
    assert all(Path(each["file"]).is_file() for each in json.loads(out))


def test_general_code_of_a_parser_error_is_right_at_any_line(tmp_path: Path) -> None:
    body = (
        "problems = [{'code': 'syntax', 'pointer': '', 'line': 1}]\n"
        "for file in files:"
        " print(json.dumps({'file': file, 'valid': '/invalid/' not in file, 'problems': problems}))"
    )
    aspects = json.loads(run_script(tmp_path, body, "--format", "json")[1])["aspects"]
    invalid = [case for case in cases(SAMPLES) if not case.valid]
    general = [case for case in invalid if case.problems[0].general == "syntax"]
    exact = [case for case in invalid if [each.code for each in case.problems] == ["syntax"]]
    assert general
    assert aspects["code"]["right"] == len(general) + len(exact)
    promised = [case for case in invalid if all(each.line for each in case.problems)]
    first = [case for case in promised if [each.line for each in case.problems] == [1]]
    others = [case for case in promised if case in general and case not in first]
    assert aspects["line"]["right"] == len(first) + len(others)
