"""Make text from inside a sandbox harmless for the place where it is shown.

Everything that a student's program has printed, returned, raised or been named passes through here
before it reaches a terminal, a CSV file, an XML file, a notebook or a page. One rule comes first
everywhere: a character that cannot be seen but acts (an escape, a bidirectional override, a lone
surrogate) is shown as the escape that Python would write for it. Then each place has its own.

JSON escapes by itself; the one thing that it cannot hold, a lone surrogate, is gone once a text has
been made :func:`visible`, or decoded by :func:`from_bytes`, and :func:`for_json` sees to what was neither.
"""

import html
import unicodedata
from typing import Any

import msgspec

# Control, format (bidirectional overrides among them), surrogate, private and unassigned characters
# (Unicode Standard, section 4.5), and the two separators that end a line where nobody sees it.
HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# OWASP, "CSV Injection"; the wide forms are taken for the narrow ones by some spreadsheets.
FORMULA_STARTS = tuple("=+-@＝＋－＠")


def visible(text: str) -> str:
    """Show every character that acts without being seen, line ends excepted."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        if character == "\n" or unicodedata.category(character) not in HIDDEN_CATEGORIES
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )


def from_bytes(data: bytes | bytearray) -> str:
    """Text that was printed; bytes that are no UTF-8 are shown in hexadecimal."""
    return data.decode("utf-8", "backslashreplace")


def for_terminal(text: str) -> str:
    """Show what would move the cursor, change colours or reorder text, instead of doing it."""
    return visible(text)


def for_notebook(text: str) -> str:
    """Text for a ``stream`` or ``text/plain`` output, where Jupyter would obey the escapes of a terminal."""
    return visible(text)


def for_json(value: Any) -> bytes:
    """A record as JSON, whatever its texts hold."""
    try:
        return msgspec.json.encode(value, enc_hook=as_text)
    except UnicodeEncodeError:
        return msgspec.json.encode(shown_within(msgspec.to_builtins(value, enc_hook=as_text)))


def as_text(value: Any) -> str:
    """A sentence that is more than its text, as its text; raises TypeError for what is no text."""
    if not isinstance(value, str):
        raise TypeError(f"Objects of type {type(value).__name__} are no part of a record.")
    return str(value)


def shown_within(value: Any) -> Any:
    """The same with every text in it made visible."""
    if isinstance(value, dict):
        return {shown_within(key): shown_within(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shown_within(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def for_csv(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; quoting is the CSV writer's part."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULA_STARTS) else shown


def for_xml(text: str) -> str:
    """Show what an XML document cannot hold; escaping of ``<`` and ``&`` is the XML writer's part."""
    return visible(text)


def for_html(text: str) -> str:
    """Text for an element or a quoted attribute of a page: markup is shown and not obeyed."""
    return html.escape(visible(text), quote=True)
