"""Make text from inside a sandbox harmless for the place where it is shown.

Everything that a student's program has printed, returned, raised or been named passes through here
before it reaches a terminal, a CSV file or an XML file. JSON needs no help: it escapes by itself.
"""

import re
import unicodedata

# Control, format (bidirectional overrides among them), surrogate and private characters.
HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co"}
XML_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def for_terminal(text: str) -> str:
    """Show what would move the cursor, change colours or reorder text, instead of doing it."""
    return "".join(
        character
        if character == "\n" or unicodedata.category(character) not in HIDDEN_CATEGORIES
        else character.encode("unicode_escape", "surrogatepass").decode("ascii")
        for character in text
    )


def for_csv(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def for_xml(text: str) -> str:
    """Replace what an XML document cannot hold."""
    return XML_FORBIDDEN.sub("\ufffd", text)
