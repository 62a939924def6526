"""A result, or notes, as bytes that are kept, the sentences as templates and values.

Theory of operation. The record is a table of sentences and the result itself, each field in its place, as
MessagePack, compressed. A sentence that a hundred lines of evidence share stands in the table once, and so do its
words; where the result holds a sentence it has a number, a row of the table. A row is the number of its form, then
the values: a list of one number in it is another row, all else is the value itself. So a record of an older kit is
read with the words that it had, and shown in those that a catalogue has for them now.
"""

import zlib
from typing import Any

import msgspec
from msgspec import inspect

from autograder.checks.results import ExerciseResult
from autograder.errors import KitError
from autograder.escaping import visible
from autograder.messages import Catalogue, Message, Sentence, Value

FORMAT = 1
RESULT = inspect.type_info(ExerciseResult)
NOTES = inspect.type_info(list[Sentence])
DAMAGED = (zlib.error, msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError)


class Form(msgspec.Struct, array_like=True, frozen=True):
    """What messages with the same words share: the words, and the names of the values in them."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()


class Record(msgspec.Struct, array_like=True):
    """What is kept: the sentences, and what they stand in."""

    format: int
    forms: list[Form]
    rows: list[list[Any]]
    content: list[Any]


class Table:
    """The sentences of one result, each once."""

    def __init__(self) -> None:
        """None yet."""
        self.forms: dict[Form, int] = {}
        self.rows: dict[bytes, int] = {}  # as bytes, so that 1, 1.0 and True are three values

    def add(self, text: str) -> int:
        """The number of a sentence."""
        message = Message.of(text)
        form = self.forms.setdefault(Form(message.forms, tuple(message.values)), len(self.forms))
        values = [[self.add(one)] if isinstance(one, Message) else encodable(one) for one in message.values.values()]
        return self.rows.setdefault(msgspec.msgpack.encode([form, *values]), len(self.rows))


def encodable(value: Value) -> Value:
    """A value that can be written down: a lone surrogate is shown as Python would write it."""
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return visible(value)
    return value


def encode_result(result: ExerciseResult) -> bytes:
    """A result as bytes; :func:`decode_result` makes the same of them."""
    return encode(RESULT, result)


def encode_notes(notes: list[str]) -> bytes:
    """Sentences that stand in no result, about a student's submission or a whole class, as bytes."""
    return encode(NOTES, notes)


def decode_result(data: bytes, catalogue: Catalogue | None = None) -> ExerciseResult:
    """The result that these bytes hold, its sentences in the words of a catalogue, if there is one.

    Raises :class:`KitError` for bytes that are damaged, or those of a later kit.
    """
    result: ExerciseResult = decode(RESULT, data, catalogue)
    return result


def decode_notes(data: bytes, catalogue: Catalogue | None = None) -> list[str]:
    """The sentences that these bytes hold, as :func:`decode_result` has them."""
    notes: list[str] = decode(NOTES, data, catalogue)
    return notes


def encode(kind: inspect.Type, content: Any) -> bytes:
    """Something of this kind as bytes."""
    table = Table()
    packed = pack(kind, content, table)
    rows = [msgspec.Raw(row) for row in table.rows]
    return zlib.compress(msgspec.msgpack.encode([FORMAT, list(table.forms), rows, packed]))


def decode(kind: inspect.Type, data: bytes, catalogue: Catalogue | None) -> Any:
    """What :func:`encode` made these bytes of."""
    try:
        record = msgspec.msgpack.decode(zlib.decompress(data), type=Record)
        if record.format != FORMAT:
            raise KitError(f"A kept result is of format {record.format}, and this kit reads {FORMAT}; use a later kit.")
        messages: list[Message] = []
        for form, *values in record.rows:
            filled = [messages[one[0]] if isinstance(one, list) else one for one in values]
            words, names = record.forms[form].words, record.forms[form].names
            messages.append(Message.made(words, dict(zip(names, filled, strict=True))))
        if catalogue is not None:
            messages = [message.into(catalogue) for message in messages]
        return unpack(kind, record.content, messages)
    except DAMAGED as error:
        raise KitError(f"A kept result is damaged, and cannot be read ({error}); grade it again.") from error


def pack(kind: inspect.Type, value: Any, table: Table) -> Any:
    """A part of a result, its sentences as numbers; of a struct's fields those at the end that say nothing are left."""
    match kind:
        case inspect.Metadata():
            return table.add(value)
        case inspect.ListType():
            return [pack(kind.item_type, one, table) for one in value]
        case inspect.UnionType():
            return None if value is None else pack(some(kind), value, table)
        case inspect.StructType():
            fields = list(kind.fields)
            while fields and getattr(value, fields[-1].name) == default(fields[-1]):
                fields.pop()
            return [pack(field.type, getattr(value, field.name), table) for field in fields]
        case inspect.StrType():
            return encodable(value)
    return value


def unpack(kind: inspect.Type, data: Any, messages: list[Message]) -> Any:
    """The part of a result that :func:`pack` made this of; raises one of ``DAMAGED``."""
    match kind:
        case inspect.Metadata():
            return messages[data]
        case inspect.ListType():
            return [unpack(kind.item_type, one, messages) for one in data]
        case inspect.UnionType():
            return None if data is None else unpack(some(kind), data, messages)
        case inspect.StructType():
            pairs = zip(kind.fields, data, strict=False)
            return kind.cls(**{field.name: unpack(field.type, one, messages) for field, one in pairs})
        case inspect.EnumType():
            return kind.cls(data)
        case inspect.StrType() if not isinstance(data, str):
            raise TypeError("a number where a text should be")
        case inspect.FloatType() | inspect.IntType() if not isinstance(data, (int, float)):
            raise TypeError("a text where a number should be")
    return data


def some(kind: inspect.UnionType) -> inspect.Type:
    """What a field holds that may hold nothing."""
    return next(one for one in kind.types if not isinstance(one, inspect.NoneType))


def default(field: inspect.Field) -> Any:
    """What a field is that nobody has set; ``...`` for one that has to be."""
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return ... if field.required else field.default
