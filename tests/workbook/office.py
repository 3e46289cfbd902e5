"""LibreOffice, which opens, changes and saves workbooks as a person would."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Change = tuple[str, str, str]  # the sheet, the cell, and what is typed there
SAVED = "Calc MS Excel 2007 XML"
MACRO = """Sub Edit(source, target, changes)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  For Each change In Split(changes, "|")
    parts = Split(change, "~")
    sheet = book.Sheets.getByName(parts(0))
    sheet.unprotect("")
    sheet.getCellRangeByName(parts(1)).FormulaLocal = parts(2)
  Next
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "%s"
  book.storeToURL(ConvertToURL(target), saved())
  book.close(True)
End Sub
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
  xmlns:xlink="http://www.w3.org/1999/xlink">
  <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/"
    xlink:type="simple" library:link="false"/>
</library:libraries>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false">
  <library:element library:name="Module1"/>
</library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
  script:language="StarBasic">{}</script:module>
"""


def run(program: str, room: Path, *arguments: str) -> None:
    """Run LibreOffice with a profile of its own.

    Args:
        program: the program.
        room: a folder for the profile, which is used again.
        arguments: what it is to do.
    """
    home = {**os.environ, "HOME": str(room)}
    profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", *arguments]
    done = subprocess.run(command, env=home, capture_output=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr.decode()


def save_again(program: str, room: Path, paths: Sequence[Path], folder: Path) -> None:
    """Open workbooks and save them into a folder."""
    run(program, room, "--convert-to", f"xlsx:{SAVED}", "--outdir", str(folder), *map(str, paths))


def edit(program: str, room: Path, source: Path, target: Path, changes: Sequence[Change]) -> None:
    """Open a workbook, type into cells, and save it."""
    basic = room / "profile/user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    (basic / "Standard/script.xlb").write_text(LIBRARY, encoding="utf-8")
    text = MODULE.format(escape(MACRO % SAVED))
    (basic / "Standard/Module1.xba").write_text(text, encoding="utf-8")
    typed = "|".join("~".join(change) for change in changes)
    quoted = ",".join(f'"{each}"' for each in (source, target, typed))
    run(program, room, f"macro:///Standard.Module1.Edit({quoted})")
