"""The standard streams, which may be closed, full, or no longer read by anybody."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from swschema.cli.messages import print_message
from swschema.error import explain_os_error
from swschema.i18n import _

UNWRITABLE = 2  # the exit status where output could not be written
UNREAD = 141  # likewise where its reader has gone, as shells have it: 128 and SIGPIPE
INTERRUPTED = 130  # likewise where the user has stopped it: 128 and SIGINT


def reserve_closed_streams() -> None:
    """Put something in the place of standard streams that are closed.

    Otherwise the next file that is opened would be the standard output. Nothing can be read from
    the standard input then, writing to the standard output is an error, and what is meant for the
    standard error is lost.
    """
    if sys.stdin is None:
        _open_null(0, os.O_RDONLY)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    if sys.stdout is None:
        _open_null(1, os.O_RDONLY)
        sys.stdout = _writer(1)
    if sys.stderr is None:
        _open_null(2, os.O_WRONLY)
        sys.stderr = _writer(2)


def _open_null(number: int, flags: int) -> None:
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)


def _writer(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)))


def exit_after(call: Callable[[], int]) -> None:
    """Call something that writes to the standard streams, and exit with the status that it returns.

    Where something cannot be written, the exit status says so.
    """
    failure: OSError | None = None
    status = UNWRITABLE
    try:
        status = call()
    except SystemExit as found:
        status = found.code if isinstance(found.code, int) else int(found.code is not None)
    except OSError as error:
        failure = error
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError as error:
            _open_null(number, os.O_WRONLY)  # for the rest, which cannot be written either
            failure = failure or error
    if failure is not None:
        status = UNREAD if failure.errno == errno.EPIPE else UNWRITABLE
        if status == UNWRITABLE:
            _report(failure)
    sys.exit(status)


def _report(failure: OSError) -> None:
    closed = failure.errno == errno.EBADF
    reason = _("it is closed") if closed else explain_os_error(failure)
    with suppress(OSError):
        print_message(_("the output cannot be written: {reason}").format(reason=reason))
