"""Values that a program has claimed, as they are kept: with their exact types.

Numbers, texts, booleans and None are themselves. All else is a list whose first item says what it is.
"""

from collections.abc import Iterator
from typing import Any

from autograder.engine.protocol import ErrorClaim, Opaque, Place, SignatureClaim
from autograder.recording.inside_words import without_inside

LIST, TUPLE, SET, FROZENSET, DICT, OPAQUE, NUMBER = range(7)
CONTAINERS: dict[type, int] = {list: LIST, tuple: TUPLE, set: SET, frozenset: FROZENSET}
KINDS = {code: kind for kind, code in CONTAINERS.items()}
GREATEST = 2**63  # no whole number in a record is as great
GREATEST_LINE = 10**9


def encode_claim(value: Any) -> Any:
    """A claimed value in a form that MessagePack can hold."""
    kind = type(value)
    if kind is str:
        return without_inside(value)
    if kind in CONTAINERS:
        return [CONTAINERS[kind], *map(encode_claim, value)]
    if kind is dict:
        return [DICT, *(encode_claim(one) for item in value.items() for one in item)]
    if kind is Opaque:
        process = None if value.process is None else encode_claim(value.process)
        return [OPAQUE, without_inside(value.type), without_inside(value.text), process]
    if kind is int and abs(value) >= GREATEST:
        return [NUMBER, hex(value)]
    return value


def decode_claim(data: Any) -> Any:
    """The same value again; raises ValueError or TypeError for what :func:`encode_claim` does not make."""
    if not isinstance(data, list):
        return data
    code, *items = data
    if code == OPAQUE:
        kind, text, process = items
        if not isinstance(kind, str) or not isinstance(text, str):
            raise TypeError("an opaque value has a type and a text")
        return Opaque(kind, text, None if process is None else decode_claim(process))
    if code == NUMBER:
        return int(items[0], 16)
    decoded = map(decode_claim, items)
    return dict(pairs(decoded)) if code == DICT else KINDS[code](decoded)


def pairs(values: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
    """The first value with the second, the third with the fourth, and so on."""
    return zip(values, values, strict=True)


def encode_place(place: Place | None) -> Place | None:
    """A place, with a line that a file can have."""
    return None if place is None else (place[0], bounded(place[1]), without_inside(place[2]))


def encode_error(error: ErrorClaim | None) -> ErrorClaim | None:
    """An exception without words of the grader's own."""
    if error is None:
        return None
    columns = None if error.columns is None else (bounded(error.columns[0]), bounded(error.columns[1]))
    trace = [place for one in error.trace if (place := encode_place(one)) is not None]
    message, remote = without_inside(error.message), without_inside(error.remote)
    return ErrorClaim(error.type, error.bases, message, trace, columns, remote)


def encode_signature(signature: SignatureClaim | None) -> SignatureClaim | None:
    """What parameters a function has."""
    return None if signature is None else SignatureClaim(without_inside(signature.text), bounded(signature.line))


def bounded(number: int) -> int:
    """A line or a column, as far as a file can have so many."""
    return max(-GREATEST_LINE, min(number, GREATEST_LINE))
