"""The encoding in which a document that is not UTF-8 most likely is."""

from __future__ import annotations

import re

# ASCII, pairs of bytes and groups of four, as GB 18030 has them; the last may be cut off.
GB18030 = re.compile(
    rb"(?>(?:[\x00-\x7f]++|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9]){0,99})"
)
# A Chinese character in UTF-8.
UTF_8 = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}")
# A character of GB 2312, as nearly all Chinese text has.
COMMON = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")


def is_likely_gbk(data: bytes) -> bool:
    """Return whether a document is most likely Chinese text in GBK or GB18030.

    Chinese text in UTF-8 before a byte that is not UTF-8 shows that only this byte is wrong.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if UTF_8.search(data, 0, error.start):
            return False
    else:
        return False
    at, end = 0, -1
    while at != end:
        match = GB18030.match(data, at)
        at, end = match.end() if match else at, at
    return len(data) - at < 4 and COMMON.search(data) is not None
