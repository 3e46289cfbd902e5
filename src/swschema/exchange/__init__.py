"""Records that enterprises, their agents and the authorities exchange: made, sent and received.

What a record already holds is not typed again. Everything here works on records as JSON has them,
in memory; nothing reads or writes a file unless it says so.
"""

from typing import TYPE_CHECKING

from swschema.lazy_names import load_lazily

if TYPE_CHECKING:
    pass

__all__: list[str] = []

if not TYPE_CHECKING:  # or else type checkers would take any name
    __getattr__ = load_lazily(__name__, {})


def __dir__() -> list[str]:
    """Return all names, those too that are not loaded yet."""
    return sorted({*globals(), *__all__})
