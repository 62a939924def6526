"""Which programs of a class are alike beyond what the exercise itself makes alike.

Theory of operation. A program is read as a row of tokens by Pygments, which reads broken programs, too. Comments,
docstrings and layout are left out, and every name of the student's is one and the same token, so that renaming changes
nothing. Then all is taken away that stands in the stub, in the reference or another right program of the course, or in
many programs of the class: runs of ``RUN`` tokens that are found there. What is left is compared, by the longest common
subsequence (RapidFuzz): a score of 100 % says that nothing is left in either that is not in the other.

Pairs are found by an index of runs, as in winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for
document fingerprinting", 2003). A run that more than ``COMMON`` programs share finds no pair, so the work grows with
the number of programs and not with its square. Equal texts are one program, however many handed it in.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name, Number, String, Text, Whitespace
from rapidfuzz.distance import LCSseq

RUN = 8  # tokens; shorter ones are alike in any two programs
COMMON = 12  # programs that share a run before it is taken for the exercise's own
LEAST_TOKENS = 24  # that must be left of a program before it says anything
SHARED = 0.2  # of the smaller program's runs, before two are compared token by token
MOST_TOKENS = 4000  # of a program; what is behind them is not compared
MOST_PAIRS = 1000  # of one exercise, the most alike
OWN = "a name"
LEFT_OUT = (Comment, Text, Whitespace, String.Doc)


@dataclass(frozen=True)
class Token:
    """A token as it is compared, as it stands in the text, and its line, from 1."""

    kind: str
    text: str
    line: int


@dataclass
class Program:
    """One text, who handed it in, and what is left of it when everything expected is taken away."""

    text: str
    students: list[str] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """What is compared."""
        return [token.kind for token in self.tokens]


@dataclass(frozen=True)
class Alike:
    """Two programs: how much of what is left is the same, from 0 to 1, with names left out and with them; where."""

    students: tuple[str, str]
    texts: tuple[str, str]
    score: float
    with_names: float
    tokens: tuple[int, int]  # that were compared
    lines: tuple[frozenset[int], frozenset[int]]  # with what is the same, from 1

    @property
    def is_same_text(self) -> bool:
        """Whether both are one text, byte for byte but for line ends."""
        return self.texts[0] == self.texts[1]


def read_tokens(text: str) -> list[Token]:
    """The tokens of a program that are compared."""
    found: list[Token] = []
    line, position = 1, 0
    for start, kind, value in PythonLexer(stripnl=False, ensurenl=False).get_tokens_unprocessed(text):
        line += text.count("\n", position, start)
        position = start
        if not value.strip() or any(kind in one for one in LEFT_OUT):
            continue
        own = kind in Name and kind not in Name.Builtin and kind not in Name.Exception
        same = OWN if own else "a number" if kind in Number else "a text" if kind in String else value
        if found and same == "a text" == found[-1].kind:
            continue  # a text comes in pieces: its quotes, what is between them
        found.append(Token(same, value, line))
        if len(found) == MOST_TOKENS:
            break
    return found


def runs(kinds: Sequence[str]) -> Iterator[int]:
    """Every run of tokens, as a number."""
    for place in range(len(kinds) - RUN + 1):
        words = "\0".join(kinds[place : place + RUN])
        yield int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def without(tokens: list[Token], expected: set[int]) -> list[Token]:
    """The tokens that stand in no run which was expected."""
    kinds = [token.kind for token in tokens]
    gone: set[int] = set()
    for place, run in enumerate(runs(kinds)):
        if run in expected:
            gone.update(range(place, place + RUN))
    return [token for place, token in enumerate(tokens) if place not in gone]


def find_alike(handed: Iterable[tuple[str, str]], known: Iterable[str], least: float) -> list[Alike]:
    """The pairs of one exercise whose score is at least so much (from 0 to 1), the most alike first.

    ``handed``: students with their texts; ``known``: texts that everybody has, or may come to by the exercise: the
    stub, the reference, files that were given.
    """
    programs: dict[str, Program] = {}
    for student, text in handed:
        plain = text.replace("\r\n", "\n").rstrip()
        programs.setdefault(plain, Program(plain)).students.append(student)
    expected = {run for text in known for run in runs([token.kind for token in read_tokens(text)])}
    often: Counter[int] = Counter()
    for program in programs.values():
        program.tokens = read_tokens(program.text)
        often.update(set(runs(program.kinds)))
    expected |= {run for run, number in often.items() if number > COMMON}
    for program in programs.values():
        program.tokens = without(program.tokens, expected)
    left = [program for program in programs.values() if len(program.tokens) >= LEAST_TOKENS]
    pairs = [*same_texts(left), *(pair for pair in compare(left) if pair.score >= least)]
    return sorted(pairs, key=lambda one: (-one.score, -min(one.tokens), -one.with_names))[:MOST_PAIRS]


def same_texts(programs: Iterable[Program]) -> Iterator[Alike]:
    """Pairs of students who handed in one text; of many, each with the first."""
    for program in programs:
        lines = frozenset(token.line for token in program.tokens)
        number = len(program.tokens)
        for other in program.students[1:]:
            texts = program.text, program.text
            yield Alike((program.students[0], other), texts, 1.0, 1.0, (number, number), (lines, lines))


def compare(programs: list[Program]) -> Iterator[Alike]:
    """Pairs of different texts that share enough runs to be looked at."""
    places: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for number, program in enumerate(programs):
        own = set(runs(program.kinds))
        sizes.append(max(1, len(own)))
        for run in own:
            places[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if len(numbers) <= COMMON:
            shared.update(combinations(numbers, 2))
    for (one, other), number in shared.items():
        if number >= SHARED * min(sizes[one], sizes[other]):
            yield measure(programs[one], programs[other])


def measure(one: Program, other: Program) -> Alike:
    """How much two programs have in common, and in which lines."""
    kinds, others = one.kinds, other.kinds
    named = [[token.text for token in program.tokens] for program in (one, other)]
    lines: tuple[set[int], set[int]] = set(), set()
    for step in LCSseq.opcodes(kinds, others):
        if step.tag == "equal" and step.src_end - step.src_start >= RUN:
            lines[0].update(token.line for token in one.tokens[step.src_start : step.src_end])
            lines[1].update(token.line for token in other.tokens[step.dest_start : step.dest_end])
    total = len(kinds) + len(others)
    return Alike(
        (one.students[0], other.students[0]),
        (one.text, other.text),
        2 * LCSseq.similarity(kinds, others) / total,
        2 * LCSseq.similarity(*named) / total,
        (len(kinds), len(others)),
        (frozenset(lines[0]), frozenset(lines[1])),
    )
