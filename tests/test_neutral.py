"""Text from inside is harmless wherever it is shown."""

from xml.etree import ElementTree

import pytest

from autograder.neutral import for_csv, for_terminal, for_xml


@pytest.mark.parametrize("text", ["\x1b[31m", "\x1b]0;title\x07", "\u202eabc", "\ud800", "\r", "\x9b1m", "\u2066"])
def test_a_terminal_gets_no_orders(text: str) -> None:
    """Escapes, bidirectional overrides and surrogates are shown as what they are."""
    shown = for_terminal(f"a{text}b")
    assert shown.isprintable()
    assert "\\" in shown


def test_ordinary_text_stays_as_it_is() -> None:
    """Umlauts, Chinese and line ends are no danger."""
    text = "Größe 进程\nzweite Zeile"
    assert for_terminal(text) == for_csv(text) == for_xml(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_spreadsheet_gets_no_formula(text: str) -> None:
    """A leading quote makes it text."""
    assert for_csv(text) == "'" + text


def test_xml_can_always_be_read_again() -> None:
    """Characters that XML cannot hold are replaced."""
    element = ElementTree.Element("x", text=for_xml("\x00\ud800\ufffe]]><b>"))
    assert ElementTree.fromstring(ElementTree.tostring(element)).get("text") == "\ufffd\ufffd\ufffd]]><b>"
