"""The page of a paper: A4, in one file without scripts, which loads nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

from swschema.exchange.papers.case import PaperCase
from swschema.exchange.papers.markup import Content, Html, element, join
from swschema.exchange.papers.qr_code import draw_qr_code, qr_content
from swschema.exchange.papers.texts import code_title, say
from swschema.lifecycle.status import BilingualText

STYLE = Path(__file__).with_suffix(".css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
RECORD_ID = BilingualText("Record", "记录编号")
DIGEST = BilingualText("SHA-256 digest of the record", "记录的SHA-256摘要")
SHOWN = 16  # digits of the digest at the foot of each page

# Chinese throughout: a page number has to be read at the window. At the right, the strip for the
# straddle seal has to lie on the page, so that its margin is a part of what is printed on.
PAGE = """
@page {{
  size: A4; margin: 18mm 5mm 20mm 25mm;
  @bottom-left {{ content: "记录编号 {id}"; font: 7.5pt sans-serif; color: #555; }}
  @bottom-center {{
    content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 8pt sans-serif;
  }}
  @bottom-right {{
    content: "摘要 {digest}…"; padding-right: 13mm; font: 7.5pt sans-serif; color: #555;
  }}
}}
"""


def write_page(case: PaperCase, paper: str, title: BilingualText, *content: Content) -> bytes:
    """Return a paper as a page of HTML.

    Args:
        case: what is printed.
        paper: what the QR code calls it: a code of `materialType`, COVER or LIST.
        title: what it is called.
        content: what stands below its head.
    """
    # An identifier and a digest have no character that CSS would take for its own.
    paged = PAGE.format(id=case.source_id, digest=case.sha256[:SHOWN])
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
            element("title", f"{title.zh} {case.source_id}"),
            element("style", Html(STYLE.read_text(encoding="utf-8") + paged)),
        ),
        element("body", _head(case, paper, title), *content),
        lang="zh-Hans",
    )
    return f"<!doctype html>\n{page}\n".encode()


def _head(case: PaperCase, paper: str, title: BilingualText) -> Html:
    window = say(code_title("window", case.window), bilingual=case.bilingual)
    code = qr_content(case.source["recordType"], case.source_id, case.sha256, case.window, paper)
    digits = " ".join(case.sha256[start : start + 8] for start in range(0, 64, 8))
    return join(
        element(
            "div",
            element(
                "div",
                element("p", window, class_="window"),
                element("h1", say(title, bilingual=case.bilingual)),
            ),
            draw_qr_code(code),
            class_="head",
        ),
        element(
            "div",
            *_line(case, RECORD_ID, case.source_id),
            element("br"),
            *_line(case, DIGEST, digits),
            class_="id",
        ),
    )


def _line(case: PaperCase, label: BilingualText, value: str) -> tuple[Content, ...]:
    name = f"{label.zh} / {label.en}" if case.bilingual else label.zh
    return (f"{name}：", element("code", value))
