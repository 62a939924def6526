"""Results as bytes in a store: compressed with words that they share, and known by their digests."""

import hashlib
import zlib
from typing import Any

import msgspec

from autograder.errors import KitError

UNREADABLE = (zlib.error, msgspec.MsgspecError, IndexError, KitError)  # what comes of reading damaged ones
DICTIONARY_BYTES = 32 * 1024  # as far back as zlib looks


def compress(data: bytes, basis: bytes) -> bytes:
    """Data made small with words that it shares with others."""
    maker = zlib.compressobj(9, zdict=basis) if basis else zlib.compressobj(9)
    return maker.compress(data) + maker.flush()


def decompress(data: bytes, basis: bytes) -> bytes:
    """What :func:`compress` was given."""
    reader: Any = zlib.decompressobj(zdict=basis) if basis else zlib.decompressobj()
    found: bytes = reader.decompress(data) + reader.flush()
    if not reader.eof:
        raise zlib.error("it ends too early")
    return found


def digest_of(data: bytes) -> bytes:
    """The digest by which equal records are known."""
    return hashlib.sha256(data).digest()[:16]
