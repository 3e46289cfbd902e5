"""The certificates by which messages are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from swschema.errors import KeyFileError, SignatureError, SourceError
from swschema.exchange.signatures.certificates import Certificate, read_certificate
from swschema.i18n import _

SUFFIXES = (".pem", ".crt", ".cer", ".der")
LARGEST = 1_000_000  # bytes of a file of certificates
_BLOCK = re.compile(rb"-----BEGIN (CERTIFICATE|PUBLIC KEY)-----.*?-----END \1-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Trust:
    """The certificates that may sign, and the one that must have issued them.

    Attributes:
        certificates: those that are trusted.
        issuer: if given, only those among them that it has issued.
    """

    certificates: tuple[Certificate, ...]
    issuer: Certificate | None = None

    def find(
        self,
        certificate_sha256: str | None,
        key_id: str,
        *,
        party: str | None,
        signed_at: str,
        name: str = "",
    ) -> Certificate:
        """Return the certificate by which a signature is to be verified.

        Args:
            certificate_sha256: the digest of the certificate that the signature names; None for a
                bare key, which is that of the party with the identifier, or its only one.
            key_id: the identifier of the key.
            party: the code of the party that signed; None for any.
            signed_at: when it was signed, as the schemas' DateTime.
            name: what to call the document in errors.

        Raises:
            SignatureError: if there is none that is trusted.
        """
        found = self._named(certificate_sha256, key_id, party)
        if found is None:
            reason = _("no trusted certificate is the one that the signature names")
            raise SignatureError(name, "untrusted", reason)
        issuer = self.issuer
        if issuer and not (found.is_issued_by(issuer) and issuer.is_valid_at(signed_at)):
            reason = _("the trusted issuer did not issue the certificate")
            raise SignatureError(name, "untrusted", reason)
        return found

    def _named(self, digest: str | None, key_id: str, party: str | None) -> Certificate | None:
        if digest is not None:
            return next((each for each in self.certificates if each.sha256 == digest), None)
        own = [each for each in self.certificates if party is None or party in each.codes]
        for each in own:
            if each.key.thumbprint == key_id:
                return each
        return own[0] if len(own) == 1 else None


def make_trust(files: Iterable[tuple[str, bytes]], *, issuer: bytes | None = None) -> Trust:
    """Return the trust in the certificates of some files.

    A certificate is that of the parties whose code its subject has as organization identifier,
    serial number or common name; and, as not all authorities that issue certificates write the
    code there, of the party whose code its file or its folder is named by.

    Args:
        files: names and contents: certificates (PEM or DER), or public keys (PEM).
        issuer: the certificate that must have issued them.

    Raises:
        KeyFileError: if there is none, or one of them cannot be used.
    """
    found = tuple(each for name, data in files for each in _certificates(name, data))
    if not found:
        raise KeyFileError("trust", _("there is no certificate to trust"))
    return Trust(found, None if issuer is None else read_certificate(issuer, name="issuer"))


def read_trust(path: Path, *, issuer: Path | None = None) -> Trust:
    """Return the trust in a certificate, or in those of a folder.

    Raises:
        SourceError: if something cannot be read.
        KeyFileError: if there is no certificate, or one of them cannot be used.
    """
    try:
        files = sorted(_find_files(path)) if path.is_dir() else [path]
        if not files:
            raise KeyFileError(str(path), _("there is no certificate to trust"))
        contents = [(_name(file, path), _read(file)) for file in files]
        return make_trust(contents, issuer=None if issuer is None else _read(issuer))
    except OSError as error:
        where = str(error.filename or path)
        raise SourceError.from_os(where, error) from error


def _find_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith("."):
            yield path


def _name(file: Path, folder: Path) -> str:
    return file.name if file == folder else file.relative_to(folder).as_posix()


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


def _certificates(name: str, data: bytes) -> Iterator[Certificate]:
    if b"PRIVATE KEY-----" in data:  # of somebody who keeps keys and certificates together
        return
    codes = {Path(name).stem, Path(name).parent.name}
    blocks = [each.group() for each in _BLOCK.finditer(data)] or [data]
    for block in blocks:
        found = read_certificate(block, name=name)
        yield replace(found, codes=found.codes | codes)
