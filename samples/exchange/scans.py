"""Make the files that stand for scans in the play: `python scans.py FOLDER DAY NAME…`."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from pypdf import PdfWriter


def main() -> None:
    """Write a PDF of one empty page for each name, made on the day, with the day in its title."""
    folder, day, names = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.fromisoformat(f"{day}T08:30:00+08:00").timestamp()
    for name in names:
        writer = PdfWriter()
        writer.add_blank_page(width=595, height=842)  # A4
        writer.add_metadata({"/Title": f"{name} {day}"})
        file = folder / f"{name}.pdf"
        writer.write(file)
        os.utime(file, (moment, moment))


main()
