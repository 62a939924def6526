"""What keeps Python from reading a file, told at once: nothing is run for it, and little is loaded."""

import warnings

from autograder.checks.grammar import newer_grammar
from autograder.checks.results import PythonError
from autograder.diagnosis.error_table import meaning
from autograder.diagnosis.plain_words import Spot
from autograder.diagnosis.source_text import SourceText, mark


def find_syntax_error(source: bytes, file: str) -> PythonError | None:
    """The error with its line and what it means, as a run tells it; ``None`` for a file that can be read.

    Where the compiler itself gives up, on a thousand brackets for example, a run is to tell.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, file, "exec", dont_inherit=True)
        except SyntaxError as error:
            return tell_syntax_error(error, SourceText(source), file)
        except (ValueError, RecursionError, MemoryError, OverflowError):
            pass
    return None


def tell_syntax_error(error: SyntaxError, source: SourceText, file: str) -> PythonError:
    """An error of the compiler in plain words."""
    kind, line, text = type(error).__name__, error.lineno or 0, error.text or ""
    visible = len(text) - len(text.lstrip(" \t\f"))
    first = max(0, (error.offset or 1) - 1 - visible)
    end = (error.end_offset or 0) - 1 - visible if error.end_lineno == error.lineno else 0
    code = source.line(line)
    return PythonError(
        error=f"{kind}: {error.msg}",
        meaning=newer_grammar(text) or meaning(kind, error.msg, Spot(source, line)),
        file=file,
        line=line,
        code=code,
        marks=mark(code, (first, max(first + 1, end))) if code else "",
    )
