"""The native core's library and tables: found, held against each other, and called.

Nothing needs them: where one is missing, foreign, damaged or of another version, all is done in
Python, with the same results.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path

from swschema.limits import Limits
from swschema.native.elf import is_whole
from swschema.parse.bounds import most_besides
from swschema.schema.files import RECORDS, VERSION

SWITCH = "SWSCHEMA_NATIVE"  # in the environment: 0 switches the core off
INTERFACE = 1  # the version of the functions that are called here
NAMES = {"darwin": "libswschema_native.dylib", "win32": "swschema_native.dll"}
NAME = NAMES.get(sys.platform, "libswschema_native.so")
PACKAGE = Path(__file__).parent
# In a wheel the library is beside this module, in a checkout where cargo has put it.
FOLDERS = (PACKAGE, PACKAGE.parents[2] / "native/target/release")


class _Bounds(ctypes.Structure):
    _fields_ = (
        ("max_bytes", ctypes.c_uint64),
        ("max_values", ctypes.c_uint64),
        ("most_besides", ctypes.c_uint64),
    )


@dataclass(frozen=True, slots=True)
class NativeCore:
    """The core, ready for use; threads may share it.

    Attributes:
        library: its functions.
        tables: what they know of records.
    """

    library: ctypes.CDLL
    tables: int

    def judge_json(self, data: bytes, limits: Limits) -> str | None:
        """Return the record type that a JSON text surely is a valid record of; None if unsure."""
        number = self.library.swschema_json(self.tables, data, len(data), _bounds(limits))
        return RECORDS[number - 1] if number else None

    def judge_json_lines(self, text: bytes, limits: Limits) -> list[str | None]:
        """Return what `judge_json` does for each line that is not blank."""
        room = text.count(b"\n") + 1
        verdicts = ctypes.create_string_buffer(room)
        count = self.library.swschema_json_lines(
            self.tables, text, len(text), _bounds(limits), verdicts, room
        )
        if count < 0:
            return [None] * room
        return [RECORDS[each - 1] if each else None for each in verdicts.raw[:count]]


@lru_cache(maxsize=16)
def _bounds(limits: Limits) -> ctypes.Array[_Bounds]:
    own = _Bounds(limits.max_bytes, limits.max_values, most_besides(limits))
    return (_Bounds * 1)(own)


@cache
def find_core() -> NativeCore | str:
    """Return the core, or in words why there is none."""
    if os.environ.get(SWITCH) == "0":
        return f"switched off by {SWITCH}=0"
    path = next((folder / NAME for folder in FOLDERS if (folder / NAME).is_file()), None)
    tables = PACKAGE / f"{VERSION}.tables"
    if path is None:
        return "not installed"
    try:
        return load_core(path, tables.read_bytes())
    except (OSError, AttributeError, ValueError) as error:
        return f"not usable ({type(error).__name__})"


def describe_core() -> str:
    """Return in words whether the core is used."""
    core = find_core()
    return core if isinstance(core, str) else f"in use, tables of {VERSION}"


def load_core(path: Path, tables: bytes) -> NativeCore:
    """Return the core of a library with tables.

    Raises:
        OSError: if the library cannot be loaded.
        AttributeError: if it is another one.
        ValueError: if it is not whole or of another version, or the tables are.
    """
    if not is_whole(path):
        raise ValueError(path)
    library = ctypes.CDLL(str(path))
    pointer, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint32
    text = ctypes.c_char_p
    declarations = {
        "swschema_version": ((), number),
        "swschema_open": ((text, size), pointer),
        "swschema_json": ((pointer, text, size, ctypes.POINTER(_Bounds)), number),
        "swschema_json_lines": (
            (pointer, text, size, ctypes.POINTER(_Bounds), text, size),
            ctypes.c_int64,
        ),
    }
    for name, (arguments, result) in declarations.items():
        function = getattr(library, name)
        function.argtypes, function.restype = arguments, result
    if library.swschema_version() != INTERFACE:
        raise ValueError(path)
    opened = library.swschema_open(tables, len(tables))
    if not opened:
        raise ValueError(path)
    return NativeCore(library, opened)


def judge_json(data: bytes, limits: Limits) -> str | None:
    """Return the record type that a JSON text surely is a valid record of; None if unsure."""
    core = find_core()
    return None if isinstance(core, str) else core.judge_json(data, limits)


def judge_json_lines(text: bytes, limits: Limits) -> Iterable[str | None]:
    """Return what `judge_json` does for each line that is not blank, in one call."""
    core = find_core()
    return repeat(None) if isinstance(core, str) else core.judge_json_lines(text, limits)
