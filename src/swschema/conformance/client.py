"""Runs a validator once on all files and collects its results."""

from __future__ import annotations

import contextlib
import os
import queue
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from swschema.conformance.answers import Answer, read_answer
from swschema.conformance.errors import ProtocolError
from swschema.i18n import _

ENDED = b""
LONGEST = 1_048_576  # bytes of a line
WAITING = 1_000  # lines that are read ahead
ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
DAY = "SWSCHEMA_AS_OF"  # the environment variable with the day of checking


def collect_answers(
    command: str, paths: Sequence[Path], timeout: float, *, as_of: str
) -> dict[Path, Answer]:
    """Return a validator's result for every path.

    The paths are all written at once and the input is then closed, so that a validator may
    answer as it goes or all at the end, in any order, and need not think of buffers.

    Args:
        command: what runs the validator, split as a shell would and run without one.
        paths: what to collect_answers about.
        timeout: the seconds to wait for a result; lines without one do not count.
        as_of: the day of checking, which it is given as an environment variable.

    Raises:
        ProtocolError: if the validator cannot be started, returns nothing for too long, ends
            early, fails, or returns what is not a result.
    """
    wanted = {str(path): path for path in paths}
    with _stopped_by_signals(), _started(command, as_of) as process:
        try:
            answers = _answers(command, process, wanted, timeout)
            _check_status(command, process, timeout)
        finally:
            _kill(process)
    return {wanted[file]: answer for file, answer in answers.items()}


@contextlib.contextmanager
def _started(command: str, as_of: str) -> Iterator[subprocess.Popen[bytes]]:
    try:
        words = shlex.split(command)
        process = subprocess.Popen(  # noqa: S603 - the command of the user
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, DAY: as_of},
        )
    except (ValueError, IndexError, OSError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = _("cannot be started: {reason}").format(reason=reason.lower())
        raise ProtocolError(command, message) from error
    try:
        yield process
    finally:
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None  # noqa: S101 - it is a pipe
            # What it did not read is lost with it, and a thread may be closing the same pipe.
            with contextlib.suppress(OSError, ValueError):
                pipe.close()
        process.wait()


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Make an exception of the signals that end this process: its validator is to end as well.

    Where the exception comes in the midst of a lock, the lock raises another: the signal counts.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []

    def stop(number: int, _frame: object) -> None:
        received.append(number)
        raise _exception(number)

    before = {each: signal.getsignal(each) for each in ENDING}
    handled = [each for each, handler in before.items() if handler is not signal.SIG_IGN]
    for each in handled:
        signal.signal(each, stop)
    try:
        yield
    except BaseException:
        if received:
            raise _exception(received[0]) from None
        raise
    finally:
        for each in handled:
            signal.signal(each, before[each])


def _exception(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a validator and what it has started, which would keep its output open."""
    if not hasattr(os, "killpg"):  # Windows
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _answers(
    command: str, process: subprocess.Popen[bytes], wanted: dict[str, Path], timeout: float
) -> dict[str, Answer]:
    lines: queue.Queue[bytes] = queue.Queue(WAITING)
    threading.Thread(target=_write, args=(process, list(wanted)), daemon=True).start()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    answers: dict[str, Answer] = {}
    due = time.monotonic() + timeout
    while len(answers) < len(wanted):
        try:
            line = lines.get(timeout=max(0, due - time.monotonic()))
        except queue.Empty:
            message = _("returned no result for {seconds} s; first file without a result: {file}")
            owed = _first_missing(wanted, answers)
            reason = message.format(seconds=f"{timeout:g}", file=owed)
            raise ProtocolError(command, reason) from None
        if line == ENDED:
            message = _("exited with status {status} without a result for {file}")
            status = process.wait()
            reason = message.format(status=status, file=_first_missing(wanted, answers))
            raise ProtocolError(command, reason)
        if line.strip():
            answer = _checked(command, line, wanted, answers)
            answers[answer.file] = answer
            due = time.monotonic() + timeout
    return answers


def _checked(
    command: str, line: bytes, wanted: dict[str, Path], answers: dict[str, Answer]
) -> Answer:
    if len(line) > LONGEST:
        reason = _("returned a line of more than {count:,} bytes")
        raise ProtocolError(command, reason.format(count=LONGEST))
    try:
        answer = read_answer(line)
    except ValueError as error:
        raise ProtocolError(command, str(error)) from None
    if answer.file not in wanted:
        reason = _("returned a result for a file that was not in its input: {file}")
        raise ProtocolError(command, reason.format(file=answer.file))
    if answer.file in answers:
        reason = _("returned two results for {file}")
        raise ProtocolError(command, reason.format(file=answer.file))
    return answer


def _check_status(command: str, process: subprocess.Popen[bytes], timeout: float) -> None:
    try:
        status = process.wait(timeout)
    except subprocess.TimeoutExpired:
        reason = _("did not exit within {seconds} s after its last result")
        raise ProtocolError(command, reason.format(seconds=f"{timeout:g}")) from None
    if status:
        reason = _("exited with status {status} after its last result")
        raise ProtocolError(command, reason.format(status=status))


def _first_missing(wanted: dict[str, Path], answers: dict[str, Answer]) -> str:
    return next(file for file in wanted if file not in answers)


def _write(process: subprocess.Popen[bytes], files: list[str]) -> None:
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    with contextlib.suppress(OSError, ValueError), process.stdin as pipe:  # it may end early
        pipe.write("".join(f"{file}\n" for file in files).encode())


def _read(process: subprocess.Popen[bytes], lines: queue.Queue[bytes]) -> None:
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    with contextlib.suppress(OSError, ValueError):
        while line := process.stdout.readline(LONGEST + 1):
            lines.put(line)
    lines.put(ENDED)
