"""Read archives that strangers have made, and nothing but their plain files, into memory.

Theory of operation. Nothing is unpacked to disk, so no entry can be written anywhere. What an
archive says of its own sizes is not believed: bytes are counted as they are read and as they are
decompressed, against one budget for all of a submission, and when that is spent nothing more is read of
it. An entry is read only when it is asked for, so one with a refused name costs nothing. The readers
are the standard library's (``zipfile``, ``tarfile`` as a stream); they are given files that refuse
unreasonable reads, so a directory or a header that claims gigabytes costs no memory (tarfile's own
documentation asks for such limits in its section "Extraction filters, Hints for further verification").
"""

import bz2
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from autograder.intake.names import Refused, cut, judge
from autograder.messages import Message

SUBMISSION_BYTES = 32 * 1024 * 1024  # of all that is read out of one submission, and of what is read to get it
SUBMISSION_ENTRIES = 2000
IGNORED_ENTRIES = (
    20_000  # that are passed over unread; a virtual environment that was packed with the homework has 5000
)
READ_BYTES = 1024 * 1024  # the most that a reader may want at once: a directory of 2000 entries is smaller
MEMBERS = 1000  # compressed pieces of one archive; programs that compress in parallel make some
DECODER_BYTES = 64 * 1024 * 1024  # memory of the xz decoder
EMPTY_READS = 20  # at the end; tarfile would go on for every block of a file of which the header claims exabytes
CHUNK = 64 * 1024
ZIPS = (".zip",)
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
ARCHIVES = (*ZIPS, *TARS)
UNREADABLE = (".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".iso", ".dmg")
SUFFIXES = sorted((*ARCHIVES, *UNREADABLE), key=len, reverse=True)
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)


class Spent(Refused):
    """There is more of it than is accepted; nothing further is read of the whole submission."""


@dataclass
class Budget:
    """What may still be read of one submission: bytes as they are, bytes that come out of archives, entries."""

    packed: int = SUBMISSION_BYTES
    bytes: int = SUBMISSION_BYTES
    entries: int = SUBMISSION_ENTRIES
    at_once: int = READ_BYTES
    ignored: int = IGNORED_ENTRIES

    def spend(self, count: int) -> None:
        """So many bytes came out; raises :class:`Spent` when it is too much."""
        self.bytes -= count
        if self.bytes < 0:
            raise Spent(Message("it holds more than {size} MiB", size=SUBMISSION_BYTES >> 20))

    def spend_packed(self, count: int) -> None:
        """So many bytes were read out of archives, compressed or not."""
        self.packed -= count
        if self.packed < 0:
            raise Spent(Message("it holds more than {size} MiB", size=SUBMISSION_BYTES >> 20))

    def enter(self, name: str = "") -> None:
        """One more file or folder; one that is ignored, a library's, leaves the homework's share as it is."""
        if name and judge(name).ignored:
            self.ignored -= 1
        else:
            self.entries -= 1
        if min(self.entries, self.ignored) < 0:
            raise Spent(Message("it holds more than {number} files", number=SUBMISSION_ENTRIES))


Entry = tuple[str, Callable[[], bytes]]  # its name, and what gives its contents, or raises Refused


def kind_of(name: str) -> str:
    """The suffix by which a file is an archive (``.tar.gz`` is one suffix), or nothing."""
    lowered = name.lower()
    return next((suffix for suffix in SUFFIXES if lowered.endswith(suffix)), "")


def read_archive(path: Path, budget: Budget) -> Iterator[Entry]:
    """Every entry but the folders; raises :class:`Refused` where the archive itself is not accepted.

    An entry can be read until the next one is asked for.
    """
    with path.open("rb", buffering=0) as stream:
        yield from read_stream(path.name, stream, budget)


def read_stream(name: str, stream: Any, budget: Budget) -> Iterator[Entry]:
    """The same of an open file."""
    kind = kind_of(name)
    if kind not in ARCHIVES:
        raise Refused("this kind of archive cannot be read; hand in a .zip")
    try:
        packed = CarefulFile(stream, budget)
        yield from read_zip(packed, budget) if kind in ZIPS else read_tar(packed, kind, budget)
    except Refused:
        raise
    except Exception as error:  # what the readers raise on damaged input is documented nowhere
        raise Refused(Message("it could not be opened: {error}", error=cut(str(error)))) from error


class Careful(io.RawIOBase):
    """A stream that gives no more at once, and no more in all, than is accepted."""

    def __init__(self, read: Callable[[int], bytes], spend: Callable[[int], None], at_once: int) -> None:
        """``spend`` is told of the bytes that are read."""
        self.reader, self.spend, self.at_once, self.empty = read, spend, at_once, 0

    def read(self, size: int = -1) -> bytes:
        """Read; raises :class:`Refused` when it becomes too much."""
        if size > self.at_once:
            raise Refused("it asks for more memory than is accepted")
        data = self.reader(size if size >= 0 else READ_BYTES)
        self.spend(len(data))
        self.empty = 0 if data else self.empty + 1
        if self.empty > EMPTY_READS:
            raise Refused("it ends too early")
        return data


class CarefulFile(Careful):
    """The same for a file in which the reader moves about."""

    def __init__(self, stream: Any, budget: Budget) -> None:
        """``stream``: an open file."""
        super().__init__(stream.read, budget.spend_packed, budget.at_once)
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


def read_zip(stream: CarefulFile, budget: Budget) -> Iterator[Entry]:
    """The files of a zip archive."""
    with zipfile.ZipFile(cast("Any", stream)) as archive:
        for info in archive.infolist():
            budget.enter(info.filename)
            if not info.filename.endswith("/"):  # is_dir() knows no empty name
                yield info.filename, lambda info=info: read_zipped(archive, info, budget)  # type: ignore[misc]


def read_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    """One file of a zip archive."""
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Refused("it is a link or a device, not a plain file")
    if info.compress_type not in ZIP_METHODS:
        raise Refused("it is compressed in an unusual way; use an ordinary zip")
    if info.flag_bits & 1:
        raise Refused("it is locked with a password")
    with archive.open(info) as entry:
        return read_counted(entry.read, budget.spend)


def read_tar(stream: CarefulFile, kind: str, budget: Budget) -> Iterator[Entry]:
    """The files of a tar archive, compressed or not; whatever comes out of it is counted, and not only its files."""
    plain = Careful(decompressor(stream, kind), budget.spend, budget.at_once)
    with tarfile.open(fileobj=cast("Any", plain), mode="r|") as archive:
        for info in archive:
            budget.enter(info.name)
            if not info.isdir():
                yield info.name, lambda info=info: read_tarred(archive, info)  # type: ignore[misc]


def read_tarred(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    """One file of a tar archive, while the reader stands there."""
    found = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if found is None:
        raise Refused("it is a link or a device, not a plain file")
    return read_counted(found.read, lambda _: None)


class Inflater:
    """Gzip's decoder with the manners of the two others."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        self.inner = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        """Whether this member is at its end."""
        return self.inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out of what it was given."""
        return not self.inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What it was given behind the end of this member."""
        return self.inner.unused_data

    def decompress(self, data: bytes, most: int) -> bytes:
        """At most so many bytes of what is in it."""
        return self.inner.decompress(self.inner.unconsumed_tail + data, most)


def decompressor(stream: Any, kind: str) -> Callable[[int], bytes]:
    """Read what is compressed in a stream, a little at a time."""
    if kind.endswith("gz"):
        return read_members(stream, Inflater)
    if kind.endswith("bz2"):
        return read_members(stream, bz2.BZ2Decompressor)
    if kind.endswith("xz"):  # its headers can ask for gigabytes of memory unless the decoder is told not to
        return read_members(stream, lambda: lzma.LZMADecompressor(memlimit=DECODER_BYTES))
    return cast("Callable[[int], bytes]", stream.read)


def read_members(stream: Any, make: Callable[[], Any]) -> Callable[[int], bytes]:
    """Read compressed members one behind the other, as all three formats allow; millions of empty ones are refused."""
    decoder, members = make(), 1

    def read(size: int) -> bytes:
        """As many bytes as were asked for; fewer at the end."""
        nonlocal decoder, members
        data = b""
        while len(data) < size:
            if decoder.eof:
                packed = (decoder.unused_data or stream.read(CHUNK)).lstrip(b"\0")
                if not packed:
                    break
                decoder, members = make(), members + 1
                if members > MEMBERS:
                    raise Refused("it is made of too many parts")
            else:
                packed = stream.read(CHUNK) if decoder.needs_input else b""
                if decoder.needs_input and not packed:
                    raise EOFError("it ends too early")
            data += decoder.decompress(packed, size - len(data))
        return data

    return read


def read_counted(read: Callable[[int], bytes], spend: Callable[[int], None]) -> bytes:
    """All that there is, counted as it comes."""
    parts = []
    while part := read(CHUNK):
        parts.append(part)
        spend(len(part))
    return b"".join(parts)
