"""Records that enterprises, their agents and the authorities exchange: made, sent and received.

What a record already holds is not typed again. Everything here works on records as JSON has them,
in memory; nothing reads or writes a file unless it says so.
"""

from typing import TYPE_CHECKING

from swschema.lazy_names import load_lazily

if TYPE_CHECKING:
    from swschema.exchange.attachment_entries import AttachedFiles, attach_files
    from swschema.exchange.attachment_entry import FileDescription
    from swschema.exchange.attachment_folder import measure_folder
    from swschema.exchange.file_facts import FileFacts, measure_bytes, measure_file
    from swschema.exchange.file_map import read_map
    from swschema.exchange.papers.make import make_papers

__all__ = [
    "AttachedFiles",
    "FileDescription",
    "FileFacts",
    "attach_files",
    "make_papers",
    "measure_bytes",
    "measure_file",
    "measure_folder",
    "read_map",
]

if not TYPE_CHECKING:  # or else type checkers would take any name
    __getattr__ = load_lazily(
        __name__,
        {
            "exchange.attachment_entries": (
                "AttachedFiles",
                "attach_files",
            ),
            "exchange.attachment_entry": ("FileDescription",),
            "exchange.attachment_folder": ("measure_folder",),
            "exchange.file_facts": (
                "FileFacts",
                "measure_bytes",
                "measure_file",
            ),
            "exchange.file_map": ("read_map",),
            "exchange.papers.make": ("make_papers",),
        },
    )


def __dir__() -> list[str]:
    """Return all names, those too that are not loaded yet."""
    return sorted({*globals(), *__all__})
