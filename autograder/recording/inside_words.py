"""Words of the grader's own that end up in what a program prints or raises, and what students read in their place.

A traceback passes through what the grader has handed in, and a message names its classes. Paths inside the sandbox
and those of the grader's machine say nothing to a student, and are not kept in any record.
"""

import re
import sys

from autograder.sandbox.namespaces import STUDENT_FOLDER

KIT_FOLDER = "/kit/inside/"
GRADER = "<grader>"  # stands for a file of the grader's own in a frame of a traceback
# A frame of a traceback, with the lines below that belong to it: its code and its carets.
FRAME = re.compile(r'^  File "(?P<path>[^"\n]*+)"(?P<rest>, line .*)(?:\n    .*)*+$', re.MULTILINE)
UNFINISHED = re.compile(r'  File "[^"\n]*\Z')  # whoever printed it was stopped, or what is kept ends there
# What stands in for functions and dicts of the grader's own, in words that a student knows.
OWN_NAMES = (
    ("inside.probe.Probe", "function"),
    ("'Probe' object", "'function' object"),
    ("inside.watched_dict.WatchedDict", "DictProxy"),
    ("'WatchedDict' object", "'DictProxy' object"),
)
INSIDE_PATHS = (KIT_FOLDER, "/judge/socket", "/judge/platform.json")
NO_PATH = re.compile(r"[\s\"'()<>,:;]")  # where a path ends, in the words of a program
LONGEST_PATH = 300
USUAL_PREFIXES = ("/usr", "/usr/local")


def is_of_the_kit(path: str) -> bool:
    """Whether a frame with this path is one of the grader's own."""
    return KIT_FOLDER in path or path == GRADER


def rename(text: str) -> str:
    """The text with the grader's classes under names that a student knows."""
    for own, shown in OWN_NAMES:
        text = text.replace(own, shown)
    return text


def without_inside(text: str) -> str:
    """What a program printed or raised, without the grader's source, names and paths.

    A frame of the grader's own stays as a frame, without its file and its code, so that whoever reads the traceback
    still knows whose it was.
    """
    text = UNFINISHED.sub("", text)  # of a part of a path nobody can tell whose it is
    if KIT_FOLDER in text:
        text = FRAME.sub(hide_frame, text)
    text = hide_paths(text, f"{STUDENT_FOLDER}/", f"{STUDENT_FOLDER}/")  # a sandbox may have no root of its own
    for path in INSIDE_PATHS:
        text = hide_paths(text, path, GRADER, to_its_end=True)
    if sys.base_prefix not in USUAL_PREFIXES:
        text = text.replace(f"{sys.base_prefix}/lib/", "/usr/lib/")
    return rename(text)


def hide_frame(frame: re.Match[str]) -> str:
    """A frame as it is, or, of the grader's own, without its file, its code and its carets."""
    return f'  File "{GRADER}"{frame["rest"]}' if KIT_FOLDER in frame["path"] else frame[0]


def hide_paths(text: str, part: str, shown: str, to_its_end: bool = False) -> str:
    """Every path with this part in it, with something else for all that leads to the part, or for all of it.

    It takes no longer than the text is long, whatever the text is.
    """
    kept, begin = [], 0
    while (found := text.find(part, begin)) >= 0:
        first = max(begin, found - LONGEST_PATH)
        before = [match.end() for match in NO_PATH.finditer(text, first, found)]
        kept += [text[begin : before[-1] if before else first], shown]
        begin = found + len(part)
        if to_its_end:
            after = NO_PATH.search(text, begin, begin + LONGEST_PATH)
            begin = after.start() if after else min(begin + LONGEST_PATH, len(text))
    return "".join([*kept, text[begin:]])
