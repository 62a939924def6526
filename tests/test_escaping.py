"""Text from inside is harmless wherever it is shown."""

import csv
import html.parser
import io
import json
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.escaping import for_csv, for_html, for_notebook, for_terminal, for_xml, from_bytes, visible

ANYTHING = st.text(st.characters())  # lone surrogates, controls and unassigned characters among them
HOSTILE = "\x1b]0;title\x07\u202e\ud800\x00\ufffe]]><script>alert('1\")</script>&amp;"


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\x1b]0;title\x07", "\u202eabc", "\ud800", "\r", "\x9b1m", "\u2066", "\u2028", "\ufeff"]
)
def test_a_terminal_gets_no_orders(text: str) -> None:
    """Escapes, bidirectional overrides and surrogates are shown as what they are."""
    shown = for_terminal(f"a{text}b")
    assert shown.isprintable()
    assert "\\" in shown


def test_ordinary_text_stays_as_it_is() -> None:
    """Umlauts, Chinese and line ends are no danger."""
    text = "Größe 进程 👍\nzweite Zeile"
    assert for_terminal(text) == for_notebook(text) == for_csv(text) == for_xml(text) == for_html(text) == text


@given(ANYTHING)
@example(HOSTILE)
def test_nothing_unseen_is_left_and_everything_can_be_sent(text: str) -> None:
    """Whatever the text, what is shown is printable, can be written as UTF-8 and as JSON, and stays as it is."""
    shown = visible(text)
    assert all(character == "\n" or character.isprintable() or character.isspace() for character in shown)
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert json.loads(msgspec.json.encode(shown)) == shown
    assert visible(shown) == shown == for_notebook(text)


@given(st.binary())
def test_any_bytes_become_text(data: bytes) -> None:
    """What a program prints can always be kept and sent, whatever it is."""
    assert msgspec.json.decode(msgspec.json.encode(from_bytes(data))) == from_bytes(data)
    assert visible(from_bytes(data)).encode().decode() == visible(from_bytes(data))


@given(ANYTHING)
@example("=1+1")
@example(" \n+1")
@example("\t=cmd|' /C calc'!A0")
@example("＝1")
def test_a_spreadsheet_gets_no_formula(text: str) -> None:
    """A cell never begins like a formula, and the writer's quoting gives it back as it is."""
    cell = for_csv(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerow(["ada", cell])
    assert next(csv.reader(io.StringIO(file.getvalue(), newline=""))) == ["ada", cell]


@given(ANYTHING)
@example(HOSTILE)
def test_xml_can_always_be_read_again(text: str) -> None:
    """Characters that XML cannot hold are shown, and none is lost on the way."""
    element = ElementTree.Element("x", text=for_xml(text))
    element.text = for_xml(text)
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert (read.text or "") == read.get("text") == visible(text)


class Reader(html.parser.HTMLParser):
    """Gathers what a browser would take for tags, and the text between them."""

    def __init__(self) -> None:
        """Nothing was read yet."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.words += data


@given(ANYTHING)
@example(HOSTILE)
@example('" onmouseover="alert(1)')
def test_a_page_gets_no_markup(text: str) -> None:
    """Neither in an element nor in an attribute can a text open a tag, or close the one that it is in."""
    reader = Reader()
    reader.feed(f'<p title="{for_html(text)}">{for_html(text)}</p>')
    reader.close()
    assert reader.tags == [("p", {"title": visible(text)})]
    assert reader.words == visible(text)
