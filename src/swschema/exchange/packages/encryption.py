"""Content of any size encrypted in one pass, as JSON Web Encryption (RFC 7516).

Libraries of JWE hold the whole content in memory, several times. The compact serialization can be
written and read in one pass, though: AES in Galois/Counter Mode and Base64url both go on from one
piece to the next. So a package of gigabytes needs the memory of a piece, and is what any library
of JWE decrypts that has the memory. What is decrypted is not to be used before its end, where the
authentication tag is.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

from swschema.errors import ExchangeError
from swschema.exchange.packages.content_key import RecipientKey, unwrap_key, wrap_key
from swschema.i18n import _

from cryptography.exceptions import InvalidTag  # isort: skip - content_key says if it is missing
from cryptography.hazmat.primitives.ciphers import Cipher  # isort: skip
from cryptography.hazmat.primitives.ciphers.algorithms import AES  # isort: skip
from cryptography.hazmat.primitives.ciphers.modes import GCM  # isort: skip

CHUNK = 768 * 1024  # bytes, of which Base64 makes a multiple of four characters
LONGEST_PART = 16 * 1024  # characters of a part but the content
LARGEST = 2**36 - 32  # bytes that GCM encrypts with one key and vector (NIST SP 800-38D)
NONCE, TAG = 12, 16  # bytes
# From the letters of Base64url to those of Base64, whose own two are none of it.
LETTERS = bytes.maketrans(b"-_+/", b"+/!!")


class EncryptingSink:
    """What encrypts what is written, and writes it on; it cannot seek."""

    def __init__(self, sink: IO[bytes], recipient: RecipientKey) -> None:
        """Begin to encrypt for a recipient, into a file."""
        content_key, nonce = os.urandom(32), os.urandom(NONCE)
        header, encrypted_key = wrap_key(content_key, recipient)
        protected = _encode(json.dumps(header, separators=(",", ":")).encode())
        self._sink = sink
        self._cipher = Cipher(AES(content_key), GCM(nonce)).encryptor()
        self._cipher.authenticate_additional_data(protected)
        self._rest = b""
        self._size = 0
        sink.write(b".".join((protected, _encode(encrypted_key), _encode(nonce), b"")))

    def write(self, data: bytes) -> int:
        """Encrypt the next piece.

        Raises:
            ExchangeError: if it is more than can be encrypted safely.
        """
        self._size += len(data)
        if self._size > LARGEST:
            raise ExchangeError("", "", _("is too large to be encrypted: more than 64 GiB"))
        encrypted = self._rest + self._cipher.update(data)
        whole = len(encrypted) - len(encrypted) % 3
        self._sink.write(base64.urlsafe_b64encode(encrypted[:whole]))
        self._rest = encrypted[whole:]
        return len(data)

    def flush(self) -> None:
        """Pass on what can be; a last piece of less than three bytes waits for the end."""
        self._sink.flush()

    def finish(self) -> None:
        """Write the end, without which nothing is decrypted."""
        rest = self._rest + self._cipher.finalize()
        self._sink.write(b".".join((_encode(rest), _encode(self._cipher.tag))))


def decrypt(file: IO[bytes], sink: IO[bytes], recipient: RecipientKey) -> None:
    """Decrypt a file; what is written is not to be used before this returns.

    Args:
        file: the file, as JWE in compact serialization.
        sink: where the content is written.
        recipient: the private key.

    Raises:
        ExchangeError: if it is encrypted for another key, was changed, or is not whole.
    """
    parts = _Parts(file)
    protected = parts.read()
    header = _read_header(protected)
    content_key = unwrap_key(header, _decode(parts.read()), recipient)
    nonce = _decode(parts.read())
    if len(nonce) != NONCE:
        raise _changed()
    cipher = Cipher(AES(content_key), GCM(nonce)).decryptor()
    cipher.authenticate_additional_data(protected)
    for piece in parts.read_content():
        sink.write(cipher.update(piece))
    tag = _decode(parts.read_last())
    if len(tag) != TAG:
        raise _changed()
    try:
        sink.write(cipher.finalize_with_tag(tag))
    except InvalidTag:
        raise _changed() from None


class _Parts:
    """The parts of a compact serialization, which full stops separate."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ahead = b""

    def read(self) -> bytes:
        """Return the next part, which is short."""
        self._ahead += self._file.read(LONGEST_PART - len(self._ahead))
        part, dot, after = self._ahead.partition(b".")
        if not dot and len(part) == LONGEST_PART:
            raise _changed()
        self._ahead = after
        return part

    def read_last(self) -> bytes:
        """Return the last part; a full stop or too much in it is refused when it is decoded."""
        return self._ahead + self._file.read(LONGEST_PART)

    def read_content(self) -> Iterator[bytes]:
        """Yield the next part, decoded, in pieces."""
        text = b""
        for chunk in self._chunks():
            text += chunk
            dot = text.find(b".")
            whole = len(text) // 4 * 4 if dot < 0 else dot
            yield _decode(text[:whole])
            text = text[whole:]
            if dot >= 0:
                self._ahead = text[1:]
                return
        raise _changed()

    def _chunks(self) -> Iterator[bytes]:
        yield self._ahead
        yield from iter(partial(self._file.read, CHUNK), b"")


def _read_header(protected: bytes) -> dict[str, Any]:
    try:
        header = json.loads(_decode(protected))
    except (ValueError, RecursionError):
        raise _changed() from None
    if not isinstance(header, dict):
        raise _changed()
    return header


def _encode(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    """Return what Base64url text stands for; of all texts for it, the one that encoders write.

    Raises:
        ExchangeError: if it is none.
    """
    padded = text.translate(LETTERS) + b"=" * (-len(text) % 4)
    try:
        data = binascii.a2b_base64(padded, strict_mode=True)
    except binascii.Error:
        raise _changed() from None
    if len(text) % 4 and _encode(data[-(len(data) % 3) :]) != text[-(len(text) % 4) :]:
        raise _changed()  # bits that stand for nothing
    return data


def _changed() -> ExchangeError:
    return ExchangeError("", "", _("was changed since it was encrypted, or is not whole"))
