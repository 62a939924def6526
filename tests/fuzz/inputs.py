"""Build submissions out of bytes: archives, notebooks, names, folder trees, each damaged here and there.

Whoever gives the bytes decides all: hypothesis, a coverage-guided fuzzer or a generator of random numbers.
The same bytes make the same submission.
"""

import bz2
import contextlib
import functools
import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

Item = TypeVar("Item")
FILE = "process_subclass.py"
PARTS = (
    *(FILE, FILE, "work.ipynb", "multiprocessing.py", "test_process_subclass.py", "a", "b.txt", "02_process_subclass"),
    *("", ".", "..", "...", "aux", "nul.py", "a.", " ", "C:", "~", "-rf", "=cmd", "x.zip", "y.tar.gz", "z.rar", ".git"),
    *("__MACOSX", "\u202e", "\udcff", "\x00", "\x1b[31m", "\n", "é", "e\u0301", "\U0001f600", "PROCESS_SUBCLASS.PY"),
)
SOURCES = (
    *(b"class Worker: pass\n", b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbfx = 1\r\n", b"x = 1\n" * 50, b"(" * 3000),
    *(
        b"# coding: %s\nx = 1\n" % name
        for name in (b"gbk", b"undefined", b"punycode", b"utf-7", b"utf_16", b"no", b"hz")
    ),
    *(bytes(70_000), b"#" * 300_000),
)
TOO_MUCH = bytes(33 << 20)
SCALARS = (
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    "",
    "code",
    "markdown",
    "raw",
    "python",
    "R",
    "solution",
    "%%writefile a.py\n1",
)


class Source:
    """Decisions, taken out of bytes one after another; when there are none left, every decision is the first."""

    def __init__(self, data: bytes) -> None:
        """``data`` decides."""
        self.data, self.place = data, 0

    def number(self, most: int) -> int:
        """A number from 0 to ``most``, which is at most 65535."""
        width = 1 if most < 256 else 2
        taken = self.data[self.place : self.place + width]
        self.place += width
        return int.from_bytes(taken, "big") % (most + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of several."""
        return items[self.number(len(items) - 1)]

    def chance(self, one_in: int) -> bool:
        """Whether something rare happens; never when nothing is left to decide."""
        return self.number(one_in - 1) == one_in - 1

    def name(self) -> str:
        """A file's name with or without folders, plain or odd."""
        if self.chance(12):
            return self.pick(("d/" * 60, "x" * 300, "\U0001f600" * 90, "a/" * 700)) + FILE
        if self.chance(8):
            return "".join(chr(self.number(65535)) for _ in range(self.number(12)))
        return self.pick(("/", "/", "\\", "")).join(self.pick(PARTS) for _ in range(1 + self.number(3)))

    def source(self) -> bytes:
        """A file's content."""
        return self.pick(SOURCES)

    def damage(self, data: bytes) -> bytes:
        """The same bytes, or some of them changed, left out or there twice."""
        made = bytearray(data)
        for _ in range(self.number(3)):
            place = self.number(65535) % (len(made) + 1)
            match self.number(3):
                case 0:
                    made[place : place + 1] = bytes([self.number(255)])
                case 1:
                    made[place : place + 4] = self.pick((b"\xff" * 4, bytes(4), b"\0\0\0\x80", b"PK\1\2"))
                case 2:
                    del made[place : place + 1 + self.number(255)]
                case _:
                    made[place:place] = made[place : place + 1 + self.number(255)]
        return bytes(made)


def raw_name(name: str) -> bytes:
    """A name as an archive can hold it, whatever it is."""
    return name.encode("utf-8", "surrogatepass")[:60_000]


def zip_archive(source: Source) -> bytes:
    """A zip archive of entries whose every field may say something else than what is so."""
    body, directory = b"", b""
    for _ in range(1 + source.number(5)):
        name, data = raw_name(source.name()), source.source() if not source.chance(250) else TOO_MUCH
        method = source.pick((0, 8, 8, 12, 14, 99))
        packed, checksum = compress(method, data)
        checksum = checksum if not source.chance(10) else source.number(65535)
        size = len(data) if not source.chance(10) else source.pick((0, 1, 1 << 31, 0xFFFFFFFF))
        flags = source.pick((0, 0x800, 0x800, 1, 8, 0x2000))
        fields = struct.pack("<HHHHHIII", 20, flags, method, 0, 0, checksum, len(packed), size)
        mode = source.pick((0, 0o100644, 0o120777, 0o040755, 0o010644, 0o060600)) << 16
        place = len(body) if not source.chance(12) else source.number(65535)
        body += b"PK\3\4" + fields + struct.pack("<HH", len(name), 0) + name + packed
        rest = struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, mode, place)
        directory += b"PK\1\2" + struct.pack("<H", 20) + fields + rest + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end


def zip_of(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip archive as a platform makes it, whatever the names of what is in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries:
            info = zipfile.ZipInfo(raw_name(name).decode("utf-8", "replace"))
            info.compress_type = zipfile.ZIP_DEFLATED
            with warnings.catch_warnings(action="ignore"):  # two entries may have one name
                opened.writestr(info, data)
    return made.getvalue()


@functools.lru_cache(512)
def compress(method: int, data: bytes) -> tuple[bytes, int]:
    """What stands in a zip archive for a file, and its checksum."""
    if method == 8:
        return zlib.compress(data, 6, -15), zlib.crc32(data)
    if method == 12:
        return bz2.compress(data), zlib.crc32(data)
    return lzma.compress(data) if method == 14 else data, zlib.crc32(data)


def tar_archive(source: Source) -> bytes:
    """A tar archive, uncompressed, of entries of any kind."""
    kinds = (tarfile.REGTYPE, tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)
    odd = (
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_SPARSE,
        tarfile.CONTTYPE,
        b"\xff",
    )
    made = io.BytesIO()
    for _ in range(1 + source.number(5)):
        data = source.source()
        info = tarfile.TarInfo(raw_name(source.name()).decode("utf-8", "surrogateescape"))
        info.type, info.size, info.linkname = source.pick(kinds + odd), len(data), source.name()
        if source.chance(10):
            info.size = source.pick((0, 1 << 20, 1 << 33, 7))
        if source.chance(4):
            info.pax_headers = {source.pick(("path", "size", "GNU.sparse.map", "mtime")): source.name()}
        with contextlib.suppress(ValueError, OverflowError):
            if source.chance(2):
                made.write(info.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape"))
            else:
                made.write(info.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape"))
            made.write(data + bytes(-len(data) % 512))
    return made.getvalue() + bytes(1024)


def pack(data: bytes, suffix: str) -> bytes:
    """Compress as a suffix says."""
    if suffix.endswith("gz"):
        return gzip.compress(data, 1, mtime=0)
    if suffix.endswith("bz2"):
        return bz2.compress(data, 1)
    return lzma.compress(data, preset=0) if suffix.endswith("xz") else data


def value(source: Source, depth: int = 4) -> Any:
    """Any value that JSON can hold, often with the words of a notebook in it."""
    kind = source.number(5 if depth else 1)
    if kind < 2:
        return source.pick(SCALARS) if kind else source.name()
    if kind < 4:
        return [value(source, depth - 1) for _ in range(source.number(4))]
    keys = ("cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "kernelspec", "language", "outputs")
    return {source.pick(keys): value(source, depth - 1) for _ in range(source.number(5))}


def notebook(source: Source) -> bytes:
    """A notebook, or what looks like one."""
    cells: list[Any] = []
    for _ in range(source.number(5)):
        if source.chance(3):
            cells.append(value(source))
            continue
        text = f"{source.pick(('%%writefile', '%%file', '%run', ''))} {source.name()}\n" + source.source().decode(
            "latin-1"
        )
        lines: Any = text.splitlines(keepends=True) if source.chance(2) else text
        cells.append(
            {"cell_type": source.pick(("code", "code", "markdown")), "source": lines, "metadata": value(source)}
        )
    if source.chance(30):
        option, files = source.pick(("", "-a ")), source.pick((1, 5000))
        texts = [f"%%writefile {option}{number % files}.py\n{number}\n" for number in range(2500)]
        cells = [{"cell_type": "code", "source": text, "metadata": {}} for text in texts]
    made = {"cells": cells, "metadata": value(source), "nbformat": 4} if not source.chance(8) else value(source)
    text = json.dumps(made)
    if source.chance(6):
        text = source.pick(
            ("NaN", "[" * 50_000, '{"cells":' * 9000, text[: len(text) // 2], text + text, "\ufeff" + text)
        )
    return text.encode(source.pick(("utf-8", "utf-8", "utf-16", "latin-1")), "replace")


def put(folder: Path, name: str, data: bytes) -> None:
    """Put a file where a name says, as far as a file system can; never outside of the folder."""
    parts = [part for part in raw_name(name).replace(b"\0", b"").split(b"/") if part not in (b"", b".", b"..")]
    path = os.path.join(os.fsencode(folder), *[part[:200] for part in parts[:40]] or [b"f"])
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK, 0o644)  # it may be a pipe by now
        with open(descriptor, "wb") as file:
            file.write(data)


def tree(source: Source, folder: Path) -> None:
    """A folder of files, archives, notebooks, links and pipes."""
    folder.mkdir()
    for _ in range(1 + source.number(6)):
        name = source.name()
        match source.number(7):
            case 0:
                put(folder, name + source.pick((".zip", ".tar", ".rar")), source.damage(zip_archive(source)))
            case 1:
                put(folder, name + ".ipynb", source.damage(notebook(source)))
            case 2:
                with contextlib.suppress(OSError, ValueError):
                    (folder / name.strip("/").replace("/", "-")[:60]).symlink_to(
                        source.pick(("/etc/passwd", "..", ".", "loop"))
                    )
            case 3:
                with contextlib.suppress(OSError, ValueError):
                    os.mkfifo(folder / name.strip("/").replace("/", "-")[:60])
            case 4 if source.chance(30):
                put(folder, "large.ipynb", TOO_MUCH)
            case _:
                put(folder, name, source.source())


def single(source: Source, folder: Path) -> None:
    """One file, with an odd name and odd content."""
    stem = source.name().replace("/", "-").replace("\0", "").strip(".")[:50] or "eve"
    put(folder, stem + source.pick((".py", ".ipynb", ".zip", ".tgz", ".7z")), source.damage(source.source()))


def archive(source: Source, folder: Path) -> None:
    """One archive of any kind."""
    suffix = source.pick((".zip", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".txz"))
    made = zip_archive(source) if suffix == ".zip" else source.damage(tar_archive(source))
    data = made if suffix == ".zip" else pack(made, suffix)
    (folder / f"eve{suffix}").write_bytes(source.damage(data))


def cells(source: Source, folder: Path) -> None:
    """One notebook."""
    (folder / "eve.ipynb").write_bytes(source.damage(notebook(source)))


KINDS: dict[str, Callable[[Source, Path], None]] = {
    "archives": archive,
    "notebooks": cells,
    "names": single,
    "trees": lambda source, folder: tree(source, folder / "eve"),
}
