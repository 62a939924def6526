"""A sentence is its text, and its template and values beside it."""

import doctest
import gettext
import pickle
from copy import deepcopy

import pytest

from autograder import messages
from autograder.messages import BOTH, CALLS, LIST, TIMES, Message


class German(gettext.NullTranslations):
    """A catalogue of three entries, one of them wrong."""

    def gettext(self, message: str) -> str:
        """The words for a template."""
        words = {"`{name}` was called {times}.": "`{name}` wurde {times} aufgerufen.", "{only}": "{nothing}"}
        return words.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The words for a number."""
        return {"{n} time": "{n} Mal" if n == 1 else "{n} Male"}.get(msgid1, msgid1 if n == 1 else msgid2)


def parts(message: Message) -> tuple[object, ...]:
    """All that a message is made of."""
    inner = {name: parts(one) if isinstance(one, Message) else one for name, one in message.values.items()}
    return str(message), message.forms, inner


def test_the_examples_hold() -> None:
    """The docstrings' examples run."""
    assert doctest.testmod(messages).failed == 0


def test_a_message_is_its_text() -> None:
    """Whoever takes a text takes a message."""
    told = Message("`{name}` gave {value:.2f}.", name="task", value=1.5)
    assert told == "`task` gave 1.50."
    assert (told.template, told.values) == ("`{name}` gave {value:.2f}.", {"name": "task", "value": 1.5})


def test_a_plain_text_is_shown_as_it_stands() -> None:
    """What an author, or a student within an author's text, has written in braces is nobody's placeholder."""
    assert Message.of("It is {'pid': 7}, {0} and {value!r}.") == "It is {'pid': 7}, {0} and {value!r}."


def test_braces_in_values_are_left_alone() -> None:
    """A value is never read as a template."""
    inner = Message("{value}", value="{name} {0!r}")
    assert Message("It is {inner}.", inner=inner).into(German()) == "It is {name} {0!r}."


@pytest.mark.parametrize(
    ("value", "kept"),
    [([1, "x"], "[1, 'x']"), (None, "None"), (2**70, str(2**70)), (True, True), (-0.5, -0.5), ("x", "x")],
)
def test_values_are_plain(value: object, kept: object) -> None:
    """What a record could not hold is kept as it is shown."""
    made = Message("{value}", value=value)
    assert (made.values["value"], type(made.values["value"])) == (kept, type(kept))
    assert made == str(value)


def test_a_conversion_is_refused() -> None:
    """`!r` would show a text of what was kept as text in two pairs of quotes."""
    with pytest.raises(ValueError, match="pass `name=repr"):
        Message("It is {value!r}.", value=[1])


def test_another_catalogue_tells_it_in_other_words() -> None:
    """The words change, and so do those of the messages within it; the values stay."""
    told = Message("`{name}` was called {times}.", name="task", times=Message.counted(2, TIMES)).into(German())
    assert told == "`task` wurde 2 Male aufgerufen."
    assert told.into(gettext.NullTranslations()) == "`task` was called 2 times."


def test_a_catalogue_that_asks_for_what_is_not_there_changes_nothing() -> None:
    """A slip in a translation costs nobody a sentence."""
    assert Message("{only}", only="one").into(German()) == "one"


def test_the_empty_sentence_is_no_entry_of_a_catalogue() -> None:
    """Gettext keeps the catalogue's own description under the empty text."""
    assert Message("").into(German()) == ""


@pytest.mark.parametrize(("number", "said"), [(0, "0 calls"), (1, "1 call"), (2, "2 calls")])
def test_a_number_has_its_form(number: int, said: str) -> None:
    """One for one, another for all else."""
    assert Message.counted(number, CALLS) == said


@pytest.mark.parametrize(
    ("several", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["", "a", ""], "a"),
        (["a", "b"], "a and b"),
        (list("abcde"), "a and b and c and d and e"),
    ],
)
def test_several_are_joined(several: list[str], said: str) -> None:
    """In order, without what is empty."""
    assert Message.joined(several, BOTH) == said
    assert isinstance(Message.joined(several, BOTH), Message)


def test_hundreds_are_no_deeper_than_a_few() -> None:
    """A list as long as the limit of processes can be sent, changed and told in other words."""
    many = Message.joined((Message("process {pid}", pid=number) for number in range(1000)), LIST)
    assert many == ", ".join(f"process {number}" for number in range(1000))
    assert pickle.loads(pickle.dumps(many)).into(German()).change(str.lower) == many


def test_a_change_reaches_every_value() -> None:
    """What must not be shown is taken out of values, and out of a text that somebody else wrote as a whole."""
    told = Message("{who} gave {value}.", who=Message("process {pid}", pid=3), value="secret")
    assert told.change(lambda text: text.replace("secret", "…")) == "process 3 gave …."
    assert told.change(lambda text: text.replace("gave", "got")).template == "{who} gave {value}."
    assert Message("a secret").change(lambda text: text.replace("secret", "…")) == "a …"


def test_messages_travel() -> None:
    """Between processes, and into copies, with all that they are made of."""
    told = Message.joined([Message("`{name}`", name="x"), Message.counted(3, TIMES), "y"])
    assert parts(pickle.loads(pickle.dumps(told))) == parts(deepcopy(told)) == parts(told)
