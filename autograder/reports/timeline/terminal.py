"""The picture in a terminal: a row for each lane, in signs that are told apart without colours."""

from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from rich.text import Text

from autograder.escaping import for_terminal
from autograder.reports.timeline.folding import fold
from autograder.reports.timeline.model import Doing, Lane, Run, Sign, Span, Timeline

LEAST_WIDTH = 100  # columns of a terminal that are wide enough to draw in without being asked
NARROWEST, WIDEST = 1.5, 12.0  # signs for a column of the picture
LONGEST_NAME = 32
STYLES = {Doing.CALL: "cyan", Doing.WAIT: "yellow", Doing.SLEEP: "magenta", Doing.COMPUTE: "magenta", Doing.STEP: ""}


@dataclass(frozen=True)
class Signs:
    """What is drawn with."""

    life: str
    call: str
    wait: str
    sleep: str
    compute: str
    born: str
    gone: str
    broken: str
    still: str
    moment: str
    to: str
    cut: str
    passing: str
    returns: str
    edge: str

    @property
    def legend(self) -> str:
        """What they mean."""
        return (
            f"{self.call} in a call that the grader holds   {self.wait} waits, {self.to} for whom   "
            f"{self.sleep} sleeps   {self.still} nobody could move   {self.moment} what the verdict rests on\n"
            f"{self.edge} what was called   From left to right: what came after what. How wide something is says "
            "nothing about seconds."
        )


UNICODE = Signs("─", "█", "·", "z", "≈", "├", "┤", "╳", "┊", "▼", "→", "…", "◆", "!", "▏")
ASCII = Signs("-", "#", ".", "z", "=", "[", "]", "X", ":", "v", ">", "~", "*", "!", "|")


def signs_for(encoding: str | None) -> Signs:
    """The signs that an output can write."""
    try:
        "".join(vars(UNICODE).values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def print_timeline(console: Console, timeline: Timeline) -> None:
    """Print the picture, and below it what its signs mean."""
    signs = signs_for(console.encoding)
    names = max(len(name_of(lane, signs)) for run in timeline.runs for lane in run.lanes)
    space = max(console.width - names - 6, LONGEST_NAME)
    runs = [fold(run, int(space / NARROWEST)) for run in timeline.runs]
    scales = [max(1.0, min(WIDEST, (space - 1) / max(run.columns, 1))) for run in runs]
    if all(run.is_over for run in runs):
        scales = [min(scales)] * len(runs)  # so that their lengths can be compared
    for run, scale in zip(runs, scales, strict=True):
        sign = f"{signs.moment} " if run.moment else ""
        console.print(Text(f"\n  {clean(run.title, signs)}", "bold"))
        console.print(Text("  ").append(sign, "bold red").append(clean(run.caption, signs)))
        for line in rows(run, signs, names, scale):
            console.print(Text("  ").append_text(line), no_wrap=True, overflow="crop")
    console.print(Text("\n  " + signs.legend.replace("\n", "\n  "), "dim"))


def name_of(lane: Lane, signs: Signs) -> str:
    """What stands to the left of a lane."""
    name = clean(lane.name, signs)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(signs.cut)] + signs.cut


def rows(run: Run, signs: Signs, names: int, scale: float) -> list[Text]:
    """The rows of one run: the functions that the caller was in, the moments, and the lanes."""
    painted = [
        Text(" " * (names + 2)).append_text(row.text())
        for row in (functions(run, signs, scale), head(run, signs, scale))
    ]
    for lane in run.lanes:
        name = Text().append(name_of(lane, signs).ljust(names) + "  ", "bold" if lane.role == "caller" else "")
        painted.append(name.append_text(paint(lane, run, signs, scale).text()))
    return painted


class Row:
    """Signs with their styles, in the columns of a picture."""

    def __init__(self, run: Run, scale: float) -> None:
        """Nothing is there yet."""
        self.scale = scale
        self.cells = [(" ", "")] * (self.at(run.columns) + 1)

    def at(self, column: int) -> int:
        """Where a column of the picture begins."""
        return int(column * self.scale)

    def put(self, at: int, text: str, style: str, end: int | None = None) -> None:
        """Write signs from a place on, as far as there is room."""
        for place, sign in enumerate(text, at):
            if place < (len(self.cells) if end is None else min(end, len(self.cells))):
                self.cells[place] = sign, style

    def text(self) -> Text:
        """The row for rich."""
        row = Text()
        for style, cells in groupby(self.cells, lambda cell: cell[1]):
            row.append("".join(sign for sign, _ in cells), style)
        return row


def functions(run: Run, signs: Signs, scale: float) -> Row:
    """The row that says which function the caller was in."""
    row = Row(run, scale)
    for span in run.lanes[0].spans:
        if span.doing is Doing.STEP:
            begin, end = row.at(span.begin), row.at(span.end)
            row.put(begin, signs.edge + fitting(span, end - begin - 2, signs), "dim")
    return row


def head(run: Run, signs: Signs, scale: float) -> Row:
    """The row that numbers the moments at which nobody could move, and points at the one that matters."""
    row, free = Row(run, scale), 0
    for still in run.standstills:
        at = row.at(still.at)
        if at >= free:
            row.put(at, str(still.number), "dim")
            free = at + len(str(still.number)) + 1
    if run.moment:
        row.put(row.at(run.moment.at), signs.moment, "bold red")
    return row


def paint(lane: Lane, run: Run, signs: Signs, scale: float) -> Row:
    """One lane: its life, what it does, and what happens to it."""
    row = Row(run, scale)
    born, gone = row.at(lane.born), row.at(run.columns if lane.gone is None else lane.gone)
    row.put(born, signs.life * (gone - born + 1), "dim")
    for turn in run.turns:
        row.put(row.at(turn.begin), signs.edge, "dim")
    for still in run.standstills:
        if lane.born <= still.at and (lane.gone is None or still.at < lane.gone):
            row.put(row.at(still.at), signs.still, "dim")
    for span in lane.spans:
        paint_span(row, span, signs)
    if lane.born and not lane.thread:
        row.put(born, signs.born, "bold")
    if lane.gone is not None and not lane.thread:
        row.put(gone, signs.broken if lane.ended else signs.gone, "bold red" if lane.ended else "bold")
    for mark in lane.marks:
        row.put(row.at(mark.at), signs.passing if mark.sign is Sign.CALL else signs.returns, "bold")
    for cut in run.cuts:
        row.put(row.at(cut), signs.cut, "dim")
    return row


def paint_span(row: Row, span: Span, signs: Signs) -> None:
    """A bar with as much of its words as there is room for."""
    fills = {Doing.CALL: signs.call, Doing.WAIT: signs.wait, Doing.SLEEP: signs.sleep, Doing.COMPUTE: signs.compute}
    if span.doing not in fills:
        return
    begin, end = row.at(span.begin) + (span.doing is not Doing.CALL), row.at(span.end)
    row.put(begin, fills[span.doing] * (end - begin), STYLES[span.doing])
    row.put(begin + 1, fitting(span, end - begin - 1, signs), STYLES[span.doing])


def fitting(span: Span, room: int, signs: Signs) -> str:
    """The longest of a span's texts for which there is room."""
    texts = [
        clean(text, signs)
        for text in (span.title.replace("`", "") if span.doing is Doing.STEP else "", span.text, span.brief)
    ]
    return next((text for text in texts if text and len(text) <= room), "")


def clean(text: str, signs: Signs) -> str:
    """Text from anywhere, harmless, each sign as wide as any other."""
    return "".join(sign if sign.isascii() else signs.to if sign == "→" else "?" for sign in for_terminal(text))
