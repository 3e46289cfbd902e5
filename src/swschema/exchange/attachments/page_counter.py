"""A program of its own that counts the pages of documents: what is hostile ends it, and no more.

It reads paths from its standard input, one a line in JSON, with the media type that was detected,
and answers each with a line in JSON: the count of pages, null where the document cannot be read,
or false where it is no document of that type. It loads nothing of swschema.
"""

import json
import logging
import resource
import sys
import zipfile

MEMORY = 2 * 1024**3  # bytes of address space
MOST_PAGES = 9999  # that the schema allows


def count_pages(path: str) -> int | None:
    """Return how many pages a PDF has; None where that cannot be read."""
    from pypdf import PdfReader

    with open(path, "rb") as file:  # noqa: PTH123 - nothing more is loaded than is needed
        count = len(PdfReader(file, strict=False).pages)
    return count if 0 < count <= MOST_PAGES else None


def is_ofd(path: str) -> bool | None:
    """Return False where an archive is no OFD document (GB/T 33190), None where it is one."""
    with zipfile.ZipFile(path) as archive:
        return None if "OFD.xml" in archive.namelist() else False


def answer(media_type: str, path: str) -> "int | bool | None":
    """Return the answer about a document."""
    return count_pages(path) if media_type == "application/pdf" else is_ofd(path)


def main() -> None:
    """Answer each line of the standard input."""
    logging.disable()  # pypdf says what it repairs, and may quote it
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        media_type, path = json.loads(line)
        try:
            found = answer(media_type, path)
        except Exception:
            found = None if media_type == "application/pdf" else False
        print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
