"""Read archives that strangers have made, and nothing but their plain files, into memory.

Theory of operation. Nothing is unpacked to disk, so no entry can be written anywhere. What an
archive says of its own sizes is not believed: bytes are counted as they are decompressed, and
reading stops at the limit. An entry that is not a plain file with a plain name is refused, with a
sentence for whoever handed it in; the others are read. The readers are the standard library's
(``zipfile``, ``tarfile`` as a stream); they are given files that refuse unreasonable reads, so a
directory or a header that claims gigabytes costs no memory (tarfile's own documentation asks for
such limits in its section "Extraction filters, Hints for further verification").
"""

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

ARCHIVE_BYTES = 32 * 1024 * 1024  # of all that is read out of one submission
ARCHIVE_ENTRIES = 2000
READ_BYTES = 4 * 1024 * 1024  # the most that a reader may want at once: a directory of 2000 entries is far smaller
DECODER_BYTES = 64 * 1024 * 1024  # memory of the xz decoder
CHUNK = 64 * 1024
ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ARCHIVES = (*ZIPS, *TARS)
UNREADABLE = (".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".iso", ".dmg")
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
# What the readers raise on damaged input (found by feeding them damaged archives).
DAMAGES = (
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
)


class Refused(Exception):
    """An archive or an entry is not accepted; the text says which and why."""


Entry = tuple[str, bytes | Refused]  # its name, and its contents or why they are not accepted


def kind_of(name: str) -> str:
    """The suffix by which a file is an archive (``.tar.gz`` is one suffix), or nothing."""
    suffixes = sorted((*ARCHIVES, *UNREADABLE), key=len, reverse=True)
    return next((suffix for suffix in suffixes if name.lower().endswith(suffix)), "")


def read_archive(path: Path) -> Iterator[Entry]:
    """Every entry but the folders; raises :class:`Refused` where the archive itself is not accepted."""
    kind = kind_of(path.name)
    try:
        with path.open("rb", buffering=0) as stream:
            yield from read_zip(stream) if kind in ZIPS else read_tar(stream, kind)
    except DAMAGES as error:
        raise Refused(f"{path.name} could not be opened: {error}") from error


class Careful(io.RawIOBase):
    """A stream that gives no more at once, and no more in all, than is accepted."""

    def __init__(self, read: Callable[[int], bytes], most: int) -> None:
        """``most``: how many bytes may be read in all."""
        self.reader, self.left = read, most

    def read(self, size: int = -1) -> bytes:
        """Read; raises :class:`Refused` when it becomes too much."""
        if size > READ_BYTES:
            raise Refused("it asks for more memory than is accepted")
        data = self.reader(size if size >= 0 else READ_BYTES)
        self.left -= len(data)
        if self.left < 0:
            raise Refused(f"it holds more than {ARCHIVE_BYTES >> 20} MiB")
        return data


class CarefulFile(Careful):
    """The same for a file in which the reader moves about."""

    def __init__(self, stream: Any) -> None:
        """``stream``: an open file."""
        super().__init__(stream.read, 4 * ARCHIVE_BYTES)
        self.stream = stream

    def seekable(self) -> bool:
        """A file can be moved about in."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move."""
        return int(self.stream.seek(offset, whence))

    def tell(self) -> int:
        """The position."""
        return int(self.stream.tell())


def read_zip(stream: Any) -> Iterator[Entry]:
    """The files of a zip archive."""
    left = ARCHIVE_BYTES
    with zipfile.ZipFile(cast("Any", CarefulFile(stream))) as archive:
        for number, info in enumerate(archive.infolist()):
            if number >= ARCHIVE_ENTRIES:
                raise Refused(f"it holds more than {ARCHIVE_ENTRIES} files")
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir():
                continue
            if kind not in (0, stat.S_IFREG):
                yield info.filename, Refused("it is a link or a device, not a plain file")
            elif info.compress_type not in ZIP_METHODS:
                yield info.filename, Refused("it is compressed in an unusual way; use an ordinary zip")
            else:
                with archive.open(info) as entry:
                    data = read_counted(entry.read, left)
                left -= len(data)
                yield info.filename, data


def read_tar(stream: Any, kind: str) -> Iterator[Entry]:
    """The files of a tar archive, compressed or not."""
    plain = Careful(decompressor(stream, kind), ARCHIVE_BYTES)
    with tarfile.open(fileobj=plain, mode="r|") as archive:
        for number, info in enumerate(archive):
            if number >= ARCHIVE_ENTRIES:
                raise Refused(f"it holds more than {ARCHIVE_ENTRIES} files")
            if info.isdir():
                continue
            found = archive.extractfile(info) if info.isreg() and not info.issparse() else None
            if found is None:
                yield info.name, Refused("it is a link or a device, not a plain file")
            else:
                yield info.name, read_counted(found.read, ARCHIVE_BYTES)


def decompressor(stream: Any, kind: str) -> Callable[[int], bytes]:
    """Read what is compressed in a stream, a little at a time."""
    if kind.endswith("gz"):
        return gzip.GzipFile(fileobj=stream).read
    if kind.endswith("bz2"):
        return bz2.BZ2File(stream).read
    if kind.endswith("xz"):
        return xz_reader(stream)
    return cast("Callable[[int], bytes]", stream.read)


def xz_reader(stream: Any) -> Callable[[int], bytes]:
    """The same for xz, whose headers can ask for gigabytes of memory unless the decoder is told not to."""
    decoder = lzma.LZMADecompressor(memlimit=DECODER_BYTES)

    def read(size: int) -> bytes:
        """As many bytes as were asked for; fewer at the end."""
        data = b""
        while len(data) < size and not decoder.eof:
            packed = stream.read(CHUNK) if decoder.needs_input else b""
            if decoder.needs_input and not packed:
                raise EOFError("it ends too early")
            data += decoder.decompress(packed, size - len(data))
        return data

    return read


def read_counted(read: Callable[[int], bytes], most: int) -> bytes:
    """All that there is, counted as it comes; raises :class:`Refused` past the limit."""
    parts, count = [], 0
    while part := read(CHUNK):
        parts.append(part)
        count += len(part)
        if count > most:
            raise Refused(f"it holds more than {ARCHIVE_BYTES >> 20} MiB")
    return b"".join(parts)
