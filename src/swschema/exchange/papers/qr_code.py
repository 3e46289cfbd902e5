"""The QR code of a paper: which record it was printed from."""

from __future__ import annotations

from swschema.errors import MissingExtraError
from swschema.exchange.papers.markup import Html
from swschema.i18n import _

try:
    import segno
except ImportError as error:
    raise MissingExtraError(_("QR codes"), "exchange") from error

MARK = "SWSCHEMA1"


def qr_content(record_type: str, record_id: str, sha256: str, window: str, paper: str) -> str:
    """Return what the QR code of a paper says: six words with a space between them.

    They are the mark of this format, the type and the identifier of the record, its digest as
    `sha256:` and 64 hexadecimal digits (`swschema digest` shows the same), the window and the
    paper. None has a space in it, and there is no personal data in them.
    """
    return " ".join((MARK, record_type, record_id, f"sha256:{sha256}", window, paper))


def draw_qr_code(content: str) -> Html:
    """Return a QR code (ISO/IEC 18004, error correction M) as an SVG element.

    Raises:
        MissingExtraError: if the package for it is not installed, on import of this module.
    """
    code = segno.make(content, error="m", micro=False)
    return Html(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))
