"""Packages: bags (RFC 8493) in a zip archive, checked whole before anybody uses them."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import IO

from swschema.errors import ExchangeError, FilesError
from swschema.exchange.packages import bag
from swschema.exchange.packages.archive import (
    DEFAULT_PACKAGE_LIMITS,
    PackageLimits,
    list_files,
    open_archive,
)
from swschema.exchange.stable_files import read_chunks
from swschema.i18n import _

LARGEST_TAG = 4 * 1024 * 1024  # bytes of a tag file
Sink = Callable[[str], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True)
class UnpackedBag:
    """What a package holds.

    Attributes:
        files: the paths of the payload, as the bag has them, such as `data/records/dossier.xml`.
        size: how many bytes these have.
    """

    files: tuple[str, ...]
    size: int


def read_package(
    file: IO[bytes], sink: Sink | None = None, *, limits: PackageLimits = DEFAULT_PACKAGE_LIMITS
) -> UnpackedBag:
    """Check a package whole, and write its files meanwhile.

    What is written is not to be used before this returns.

    Args:
        file: the archive; it can be read from anywhere.
        sink: opens the file of a path in the bag for writing; None to check the package only.
        limits: what the package must not exceed.

    Raises:
        ExchangeError: if it is no package, or a bomb.
        FilesError: if files are missing, additional or changed, or have names that lead elsewhere;
            all of them are named.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    with open_archive(file) as archive:
        members = list_files(archive, size, limits)
        reader = _Reader(archive, members, sink or _discard)
        manifests = reader.read_manifests()
        reader.check_lists(manifests)
        reader.copy(manifests)
    payload = tuple(sorted(path for path in members if path.startswith(bag.PAYLOAD)))
    return UnpackedBag(payload, sum(members[path].file_size for path in payload))


@contextmanager
def _discard(_path: str) -> Iterator[IO[bytes]]:
    yield _Discarded()


class _Discarded(io.BytesIO):
    def write(self, _data: object, /) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class _Reader:
    """A bag in an archive."""

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    sink: Sink

    def read_manifests(self) -> list[bag.Manifest]:
        """Return the manifests, once the tag files show that there is a bag.

        Raises:
            ExchangeError: if it is none, or one that is not complete in itself.
        """
        bag.check_declaration(self._read_tag(bag.DECLARATION))
        if bag.FETCH in self.members:
            reason = _("names files to fetch from elsewhere; a package holds all of its files")
            raise ExchangeError(bag.FETCH, "", reason)
        names = [name for name in self.members if bag.MANIFEST.fullmatch(name)]
        read = (bag.read_manifest(each, self._read_tag(each), self.members) for each in names)
        manifests = [each for each in read if each is not None]
        if not any(_is_of_payload(each) and each.algorithm in bag.STRONG for each in manifests):
            reason = _("has no manifest of its payload with SHA-256 or SHA-512 digests")
            raise ExchangeError("", "", reason)
        return manifests

    def check_lists(self, manifests: list[bag.Manifest]) -> None:
        """Check that the manifests name the files that there are, all of them and no others.

        Raises:
            FilesError: if files are missing or additional.
        """
        errors = [error for each in manifests for error in self._compare_list(each)]
        named = {path for each in manifests for path in each.digests}
        unnamed = self.members.keys() - named - {bag.DECLARATION, bag.INFORMATION}
        errors += [
            ExchangeError(path, "", _("is an additional file: no manifest names it"))
            for path in unnamed
            if not bag.MANIFEST.fullmatch(path)
        ]
        errors += self._check_oxum()
        if errors:
            by_text = {str(error): error for error in errors}  # of several manifests
            raise FilesError(tuple(by_text[text] for text in sorted(by_text)))

    def copy(self, manifests: list[bag.Manifest]) -> None:
        """Copy all files, and compare their digests.

        Raises:
            FilesError: if files are changed or damaged.
        """
        errors = []
        for path in self.members:
            wanted = {
                each.algorithm: each.digests[path] for each in manifests if path in each.digests
            }
            try:
                if self._copy(path, wanted.keys()) != wanted:
                    errors.append(ExchangeError(path, "", _("was changed: it has another digest")))
            except (zipfile.BadZipFile, zlib.error, EOFError):
                errors.append(ExchangeError(path, "", _("is damaged")))
        if errors:
            raise FilesError(tuple(errors))

    def _read_tag(self, path: str) -> bytes:
        """Return the content of a tag file.

        Raises:
            ExchangeError: if it is not there, damaged or too large.
        """
        member = self.members.get(path)
        if member is None:
            raise ExchangeError(path, "", _("is missing: this is no bag (RFC 8493)"))
        if member.file_size > LARGEST_TAG:
            raise ExchangeError(
                path, "", _("is larger than {most:,} bytes").format(most=LARGEST_TAG)
            )
        try:
            return self.archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            raise ExchangeError(path, "", _("is damaged")) from None

    def _compare_list(self, manifest: bag.Manifest) -> Iterator[ExchangeError]:
        """Yield where the files that a manifest names are not those that there are."""
        of_payload = _is_of_payload(manifest)
        for path in manifest.digests:
            if path.startswith(bag.PAYLOAD) != of_payload:
                reason = _("is named by {manifest}, which is not for such files")
                yield ExchangeError(path, "", reason.format(manifest=manifest.name))
            elif path not in self.members:
                reason = _("is missing: {manifest} names it").format(manifest=manifest.name)
                yield ExchangeError(path, "", reason)
        if of_payload:
            for path in self.members:
                if path.startswith(bag.PAYLOAD) and path not in manifest.digests:
                    reason = _("is an additional file: {manifest} does not name it")
                    yield ExchangeError(path, "", reason.format(manifest=manifest.name))

    def _check_oxum(self) -> Iterator[ExchangeError]:
        """Yield an error if the payload is not as large as the bag states."""
        if bag.INFORMATION not in self.members:
            return
        stated = bag.read_oxum(self._read_tag(bag.INFORMATION))
        payload = [path for path in self.members if path.startswith(bag.PAYLOAD)]
        found = sum(self.members[path].file_size for path in payload), len(payload)
        if stated is not None and stated != found:
            reason = _("states another size of the payload than it has (Payload-Oxum)")
            yield ExchangeError(bag.INFORMATION, "", reason)

    def _copy(self, path: str, algorithms: Collection[str]) -> dict[str, str]:
        """Copy a file, and return its digests by the names of their algorithms."""
        digests = {each: hashlib.new(each, usedforsecurity=False) for each in algorithms}
        with self.archive.open(self.members[path]) as source, self.sink(path) as target:
            for chunk in read_chunks(source):
                target.write(chunk)
                for digest in digests.values():
                    digest.update(chunk)
        return {each: digest.hexdigest() for each, digest in digests.items()}


def _is_of_payload(manifest: bag.Manifest) -> bool:
    return not manifest.name.startswith("tag")
