"""What newer versions of Python let one write, so that an older one's "invalid syntax" can be told as what it is."""

import re
import sys

from autograder.engine.protocol import ErrorClaim
from autograder.messages import Message

# The version that brought it, what a line with it looks like, and its name. Sources: "What's New in Python 3.12"
# (PEP 695), "3.14" (PEPs 750 and 758), "3.15" (PEPs 798 and 810).
NEWER: tuple[tuple[tuple[int, int], re.Pattern[str], str], ...] = (
    ((3, 12), re.compile(r"\s*type\s+\w+\s*(\[.*\])?\s*="), "a `type` statement"),
    ((3, 12), re.compile(r"\s*(async\s+def|def|class)\s+\w+\s*\["), "a list of type parameters"),
    ((3, 14), re.compile(r"\s*except\*?\s+[\w.]+\s*,"), "`except` with several types and no parentheses"),
    ((3, 14), re.compile(r"(.*[\s=(,\[{+:])?([tT][rR]?|[rR][tT])['\"]"), "a template string"),
    ((3, 15), re.compile(r"\s*lazy\s+(from|import)\b"), "a `lazy` import"),
    ((3, 15), re.compile(r".*[\[{(]\s*\*{1,2}[^,]+\sfor\s.*\sin\s"), "`*` in a comprehension"),
)


def newer_grammar(line: str, version: tuple[int, int] = sys.version_info[:2]) -> Message:
    """A sentence on a line that this version cannot read and a later one can; empty when no such thing is known."""
    for since, pattern, name in NEWER:
        if version < since and pattern.match(line):
            needed, used = (".".join(map(str, one)) for one in (since, version))
            words = "{construct} needs Python {needed}, and this is Python {used}"
            return Message(words, construct=Message(name), needed=needed, used=used)
    return Message("")


def say_syntax_error(error: ErrorClaim, file: str) -> Message:
    """Python cannot read a line; which version could, where one is known."""
    name, number, line = error.trace[-1] if error.trace else (file, 0, "")
    why = newer_grammar(line)
    if not why:
        why = Message("this is not valid Python: {error}", error=error.message.partition(" (")[0])
    said = Message("{file}: {why}.", file=name, why=why)
    if number:
        said = Message("{file}, line {line}: {why}.", file=name, line=number, why=why)
    return Message.joined([said, Message("The line is: {code}", code=line) if line else ""])
