"""A sentence as its template and what fills it, so that another wording or language needs no new grading.

Theory of operation. The template is its own key, as in gettext: ``Message("`{name}` was never called.",
name="task")`` is that sentence as a text, and keeps template and values apart beside it. So whatever shows a
sentence goes on working, and :meth:`Message.into` makes the same sentence by another catalogue. A template holds
nothing of a run; a value is what this run had: a name, a number, a text of the student's, or a message of its own.
Joining by ``+`` or within an f-string gives a text and no message any more; :meth:`Message.joined` keeps both.

A sentence that was written as a plain text is a template without values, and is shown as it stands, braces too.
"""

from collections.abc import Callable, Iterable
from typing import Annotated, Protocol, Self

import msgspec

Value = str | int | float | bool
Sentence = Annotated[str, msgspec.Meta(extra={"sentence": True})]  # a field that holds words for people
SENTENCES = "{before} {after}"
LIST = "{before}, {after}"
BOTH = "{before} and {after}"
TIMES = ("{n} time", "{n} times")
CALLS = ("{n} call", "{n} calls")
PROCESSES = ("{n} process", "{n} processes")
LARGEST = 1 << 63  # of an integer in a record (MessagePack, "int format family")


class Catalogue(Protocol):
    """Other words for templates, such as :class:`gettext.GNUTranslations`."""

    def gettext(self, message: str, /) -> str:
        """The words for a template."""

    def ngettext(self, message: str, plural: str, number: int, /) -> str:
        """The words for a template with a form for one and another for several, by their number."""


class Message(str):
    """A sentence, or a part of one, made of a template and what fills it; `fail` takes it as it takes a text.

    What a run has had, a number or a text of the student's, is a value, and never a part of the template. So the same
    sentence can be told in other words later, when nothing is graded any more. A plain text is a template without
    values, and is shown as it stands.

    - `forms`: the template; of a number of things, the one for one of them and the one for several.
    - `values`: what fills it, by name: texts, numbers and messages. All else is kept as `str` shows it; for what
      Python would show, pass `name=repr(value)`.

    >>> told = Message("`{name}` gave {value}.", name="go", value=repr("x"))
    >>> told
    "`go` gave 'x'."
    >>> told.values["name"]
    'go'
    """

    __slots__ = ("forms", "values")
    forms: tuple[str, ...]
    values: dict[str, Value]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """``template``: literal words with ``{name}`` for each value; without values it is shown as it stands."""
        return cls.made((template,), {name: keep(value) for name, value in values.items()})

    @classmethod
    def made(cls, forms: tuple[str, ...], values: dict[str, Value]) -> Self:
        """A message of its parts; raises KeyError or ValueError when they do not fit."""
        return cls.shown(render(forms, values), forms, values)

    @classmethod
    def shown(cls, text: str, forms: tuple[str, ...], values: dict[str, Value]) -> Self:
        """The same, when it is known how it reads."""
        message = super().__new__(cls, text)
        message.forms, message.values = forms, values
        return message

    @classmethod
    def counted(cls, number: int, forms: tuple[str, str], /, **values: object) -> Self:
        """So many things: the first of two templates for one, the second for several; `{n}` is their number.

        >>> Message.counted(2, ("{n} task of {name} is late.", "{n} tasks of {name} are late."), name="go")
        '2 tasks of go are late.'
        """
        return cls.made(forms, {"n": number, **{name: keep(value) for name, value in values.items()}})

    @classmethod
    def joined(cls, parts: Iterable[str], between: str = SENTENCES) -> "Message":
        """Several texts and messages as one, the empty ones left out; `between` says how two of them stand together.

        >>> Message.joined(["amber", "", "beryl", "coral"], "{before}, {after}")
        'amber, beryl, coral'
        """
        kept = [part for part in parts if part]
        if len(kept) == 1 and not isinstance(kept[0], Message):
            return cls("{only}", only=kept[0])
        return cls.of(halves(kept, between) if kept else "")

    @classmethod
    def of(cls, text: str) -> "Message":
        """A text as a message: itself, or a template without values."""
        return text if isinstance(text, Message) else cls(text)

    @property
    def template(self) -> str:
        """Its words, without what belongs to one run; where there are two forms, that for one thing."""
        return self.forms[0]

    def into(self, catalogue: Catalogue) -> Self:
        """The same message in the words of a catalogue, its parts too; what that cannot fill stays as it was."""
        values = {name: one.into(catalogue) if isinstance(one, Message) else one for name, one in self.values.items()}
        one, *several = self.forms
        words = one and catalogue.gettext(one)  # gettext's own entry stands under the empty text
        if several:
            words = catalogue.ngettext(one, several[0], int(values["n"]))
        try:
            return self.shown(render((words,), values), self.forms, values)
        except (LookupError, ValueError, AttributeError, TypeError):
            return self.shown(render(self.forms, values), self.forms, values)

    def change(self, how: Callable[[str], str]) -> Self:
        """The same message with each text in it changed: its values, or its words when it has none."""
        if not self.values:
            return self.made(tuple(map(how, self.forms)), {})
        changed = {
            name: one.change(how) if isinstance(one, Message) else how(one) if isinstance(one, str) else one
            for name, one in self.values.items()
        }
        return self if changed == self.values else self.made(self.forms, changed)

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[str, tuple[str, ...], dict[str, Value]]]:
        """Messages travel between processes as what they are."""
        return self.shown, (str(self), self.forms, self.values)


def keep(value: object) -> Value:
    """A value as a record can hold it."""
    if isinstance(value, (bool, float, Message)) or type(value) is str:
        return value
    if type(value) is int and -LARGEST <= value < LARGEST:
        return value
    return str(value)


def render(forms: tuple[str, ...], values: dict[str, Value]) -> str:
    """How a message reads."""
    if not values:
        return forms[0]
    words = forms[0] if len(forms) == 1 or values["n"] == 1 else forms[1]
    if "!" in words and ("!r}" in words or "!s}" in words or "!a}" in words):
        raise ValueError(f"{words!r}: a value is shown as it stands; pass `name=repr(value)`.")
    return words.format_map(values)


def halves(parts: list[str], between: str) -> str:
    """The first half and the second one, so that hundreds are no deeper in one another than a few."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return Message(between, before=halves(parts[:middle], between), after=halves(parts[middle:], between))
