"""Read a notebook that a stranger has made: the cells, and of each cell nothing but what is wanted.

Outputs can be of any size and shape. They are passed over and never built up in memory: only a cell's
kind, its text, its id for nbgrader and the notebook's language are decoded, and each of them that is not
as it should be is taken for empty. What is no strict JSON (a lone surrogate, ``NaN``, another
encoding), as Python's own writer makes it, is read by Python's own reader up to a smaller size.
"""

import json
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from autograder.messages import Message

NOTEBOOK_BYTES = 16 * 1024 * 1024
LENIENT_BYTES = 2 * 1024 * 1024  # Python's own reader needs up to thirty times this
CELLS = 5000
KINDS = ("code", "markdown", "raw")
Wanted = TypeVar("Wanted")
NOTHING = msgspec.Raw(b"null")


class Unreadable(ValueError):
    """A file is no notebook; the text says what it is instead, as the end of a sentence."""

    def __init__(self, what: str) -> None:
        """``what``: the rest of a sentence that begins with the file."""
        super().__init__(what)
        self.what = Message.of(what)


class Parts(msgspec.Struct):
    """A cell, its parts not yet looked at; one without a type ends the reading, before millions of them fill memory."""

    cell_type: msgspec.Raw
    source: msgspec.Raw = NOTHING
    metadata: msgspec.Raw = NOTHING


class Document(msgspec.Struct):
    """A notebook, its parts not yet looked at."""

    cells: list[Parts]
    metadata: msgspec.Raw = NOTHING


class Metadata(msgspec.Struct):
    """What a cell or a notebook says of itself."""

    nbgrader: msgspec.Raw = NOTHING
    grade_id: msgspec.Raw = NOTHING
    kernelspec: msgspec.Raw = NOTHING
    language: msgspec.Raw = NOTHING
    name: msgspec.Raw = NOTHING


@dataclass
class Cell:
    """One cell: its kind, its text, and its id for nbgrader."""

    kind: str
    source: str
    grade_id: str = ""


@dataclass
class Notebook:
    """The cells, and the language of the kernel that the notebook was saved with."""

    cells: list[Cell]
    language: str


def read_notebook(data: bytes) -> Notebook:
    """Read a notebook; raises :class:`Unreadable`."""
    if len(data) > NOTEBOOK_BYTES:
        raise Unreadable(Message("is larger than {size} MiB", size=NOTEBOOK_BYTES >> 20))
    try:
        document = msgspec.json.decode(data, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        document = read_leniently(data)
    if len(document.cells) > CELLS:
        raise Unreadable(Message("holds more than {number} cells", number=CELLS))
    kernel = part(part(document.metadata, Metadata, Metadata()).kernelspec, Metadata, Metadata())
    language = part(kernel.language, str, "") or part(kernel.name, str, "")
    return Notebook([read_cell(parts) for parts in document.cells], language or "python")


def read_leniently(data: bytes) -> Document:
    """Read what only Python takes for JSON; whatever no text can hold becomes a question mark."""
    if len(data) > LENIENT_BYTES:
        raise Unreadable("is not laid out as notebooks are")
    try:
        content = json.loads(data, parse_constant=str)
        if not isinstance(content["cells"], list):
            raise TypeError("no list")
        whole = [{"cell_type": None, **cell} for cell in content["cells"] if isinstance(cell, dict)][: CELLS + 1]
        strict = json.dumps({"cells": whole, "metadata": content.get("metadata")}, ensure_ascii=False)
        return msgspec.json.decode(strict.encode("utf-8", "replace"), type=Document)
    except (KeyError, TypeError, AttributeError) as error:
        raise Unreadable("holds no cells") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("is not valid JSON") from error


def read_cell(parts: Parts) -> Cell:
    """One cell; whatever is odd about it is nothing."""
    kind = part(parts.cell_type, str, "")
    lines = part(parts.source, str | list[str], "")  # type: ignore[arg-type]  # msgspec takes a union for a type
    marks = part(part(parts.metadata, Metadata, Metadata()).nbgrader, Metadata, Metadata())
    text = lines if isinstance(lines, str) else "".join(lines)
    return Cell(kind if kind in KINDS else "raw", text, part(marks.grade_id, str, ""))


def part(raw: msgspec.Raw, kind: type[Wanted], otherwise: Any) -> Any:
    """A part of a notebook, if it is of the kind that it should be."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return otherwise


def below_first_line(source: str) -> str:
    """The text of a cell of the kit's own, which begins with a line that writes it into a file."""
    return source.partition("\n")[2]


def without_magics(source: str) -> str:
    """Lines that only a notebook understands, as comments."""
    return "\n".join(f"# {line}" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))
