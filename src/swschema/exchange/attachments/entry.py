"""One attachment: what it says of its file."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from swschema.exchange.attachments.file_facts import FileFacts

NUMBERED = re.compile(r"(.*?)([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FileDescription:
    """What a person says of a file, which the file itself does not show.

    Attributes:
        document_type: the code of its document type.
        attachment_id: the identifier that the record has for it, or is to have.
        language: the code of its main language.
        created_at: when it was scanned or made.
    """

    document_type: str | None = None
    attachment_id: str | None = None
    language: str | None = None
    created_at: str | None = None


def describe_file(
    before: Mapping[str, Any], file: FileFacts, described: FileDescription
) -> dict[str, Any]:
    """Return an attachment that says what its file is.

    Content that is enclosed is the file's. A count of pages that somebody typed stays as long as
    the file does, and so does the time at which it was made.

    Args:
        before: the attachment so far; empty for a new one.
        file: the facts of the file.
        described: what is known of it beside.
    """
    same = before.get("sha256", file.sha256) == file.sha256
    kept = before if same else {}
    content = None
    if "content" in before and file.content is not None:
        content = base64.b64encode(file.content).decode()
    found = {
        **before,
        "attachmentId": described.attachment_id or before.get("attachmentId"),
        "documentTypeCode": described.document_type or before.get("documentTypeCode"),
        "fileName": file.name,
        "mediaType": file.media_type,
        "sizeBytes": file.size,
        "sha256": file.sha256,
        "content": content,
        "language": described.language or before.get("language"),
        "pageCount": file.pages or kept.get("pageCount"),
        "createdAt": described.created_at or kept.get("createdAt") or file.modified_at,
    }
    return {member: value for member, value in found.items() if value is not None}


def make_identifier(
    attachments: Sequence[Mapping[str, Any]], reserved: Collection[str], prefix: str
) -> str:
    """Return an identifier that no attachment has, in the manner of the last one's.

    Args:
        attachments: those that there are.
        reserved: identifiers that others are to have.
        prefix: how it begins, if there is none yet that ends with a number.
    """
    used = [str(each.get("attachmentId", "")) for each in attachments]
    numbered = [match for each in used if (match := NUMBERED.fullmatch(each))]
    first, number, width = prefix, 0, 2
    if numbered:
        first, digits = numbered[-1].groups()
        number, width = int(digits), len(digits)
    while True:
        number += 1
        made = f"{first}{number:0{width}}"
        if made not in used and made not in reserved:
            return made
