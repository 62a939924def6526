"""The picture for pages: an SVG without scripts and style sheets, which needs nothing beside it.

Lines and words have the colour of the text around, so that light and dark pages both show them. What a bar means is
told by its form, and its colour only repeats it; a page can give others (``--timeline-call``, ``--timeline-moment``).
Whoever cannot see it is told the same in words. Names stand above the bars, so that it is read on a telephone, too.
"""

import hashlib
import textwrap
from collections.abc import Sequence

from autograder.escaping import for_html
from autograder.reports.timeline.folding import fold
from autograder.reports.timeline.model import Arrow, Doing, Lane, Run, Sign, Span, Tie, Timeline
from autograder.reports.timeline.words import describe

WIDTH, SHOWN_WIDTH = 400, 560  # in units of the drawing, and at most on a page, in CSS pixels
LANE, BAR, MARGIN = 31, 13, 6
MOST_COLUMNS, MOST_LANES = 56, 20
CALL, MOMENT = "#1f6fb5", "#cf3a3a"  # 3:1 at least on white and on black, and white words on the first 5:1
LETTER = 0.56  # the width of a letter, in its own height
TURN = "7 2 1 2"  # the dashes of the line from which on a function is called once more
LEGEND = (
    ("call", "in a call that the grader holds"),
    ("wait", "waits; the arrow leads to whom it waits for"),
    ("still", "nobody could move"),
    ("moment", "what the verdict rests on"),
    ("turn", "from here on: the same function, called once more"),
)
NOTE = "From left to right: what came after what. Widths say nothing about seconds."


def for_page(timeline: Timeline) -> Timeline:
    """The picture with no more columns and lanes than fit on a page."""
    return Timeline(*(fold(run, MOST_COLUMNS, MOST_LANES) for run in timeline.runs))


def to_svg(timeline: Timeline) -> str:
    """The picture as one SVG element, well formed as XML; what does not fit on a page is left out."""
    timeline = for_page(timeline)
    runs = timeline.runs
    units = [(WIDTH - 2 * MARGIN) / max(run.columns, 8) for run in runs]
    if all(run.is_over for run in runs):
        units = [min(units)] * len(runs)  # so that their lengths can be compared
    height, parts = 4.0, []
    for run, unit in zip(runs, units, strict=True):
        panel = Panel(run, unit, height)
        parts.append(panel.svg())
        height = panel.end + 14
    key = [one for one in LEGEND if one[0] != "turn" or any(run.turns for run in runs)]
    parts.append(legend(height, key))
    height += 16 * len(key) + 18
    said = describe(timeline)
    name = hashlib.sha256("\n".join(said).encode(errors="replace")).hexdigest()[:10]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{SHOWN_WIDTH}" role="img" '
        f'aria-labelledby="timeline-{name}" aria-describedby="timeline-{name}-words" fill="currentColor" '
        'font-family="system-ui, sans-serif" font-size="11" style="max-width:100%;height:auto">'
        f'<title id="timeline-{name}">{for_html(f"Timeline. {said[0]}")}</title>'
        f'<desc id="timeline-{name}-words">{for_html(" ".join(said))}</desc>'
    )
    return f"{head}{''.join(parts)}</svg>"


def words(x: float, y: float, said: str, **attributes: object) -> str:
    """A text."""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{for_html(said)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, width: float = 1, opacity: float = 1, dashes: str = "") -> str:
    """A line in the colour of the text."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="currentColor" stroke-width="{width}" '
        f'stroke-opacity="{opacity}"{dashed}/>'
    )


def bar(x: float, y: float, width: float, form: str) -> str:
    """A bar; ``form``: what fills and surrounds it."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 2):.1f}" height="{BAR}" rx="2" {form}/>'


def coloured(name: str, colour: str, what: str = "fill") -> str:
    """A colour that a page can change; what knows no custom properties gets it as it is."""
    return f'{what}="{colour}" style="{what}:var(--timeline-{name},{colour})"'


def width_of(said: str, size: float) -> float:
    """About how wide a text is."""
    return len(said) * size * LETTER


HELD = coloured("call", CALL)
FORMS = {
    Doing.SLEEP: 'fill-opacity="0.1" stroke="currentColor" stroke-dasharray="4 2"',
    Doing.COMPUTE: 'fill-opacity="0.3" stroke="currentColor"',
}


class Panel:
    """One run, from a height on."""

    def __init__(self, run: Run, unit: float, top: float) -> None:
        """``unit``: the width of a column."""
        self.run, self.unit = run, unit
        self.title = top + 11
        self.caption = textwrap.wrap(run.caption.replace("`", ""), 64)
        self.steps = self.title + 14 * len(self.caption) + 16
        self.first = self.steps + 16
        self.end = self.first + LANE * len(run.lanes)

    def x(self, column: int) -> float:
        """Where a column begins."""
        return MARGIN + column * self.unit

    def y(self, lane: int) -> float:
        """The top of a lane's bars."""
        return self.first + LANE * lane + LANE - BAR

    def svg(self) -> str:
        """All of it, the lines behind the bars first."""
        parts = [words(0, self.title, self.run.title, font_size=13, font_weight="bold")]
        for number, said in enumerate(self.caption):
            parts.append(words(0, self.title + 15 + 14 * number, said))
        parts += self.moments()
        parts += [self.turn(self.x(span.begin)) for span in self.run.turns]
        parts += [self.step(span) for span in self.run.lanes[0].spans if span.doing is Doing.STEP]
        parts += [self.arrow(arrow) for arrow in self.run.arrows if arrow.tie is Tie.STARTS]
        parts += [self.lane(number, lane) for number, lane in enumerate(self.run.lanes)]
        parts += [self.arrow(arrow) for arrow in self.run.arrows if arrow.tie is Tie.WAITS_FOR]
        return f"<g>{''.join(parts)}</g>"

    def step(self, span: Span) -> str:
        """Which function the caller was in."""
        begin, end = self.x(span.begin), self.x(span.end)
        fitting = self.fitting(span.title.replace("`", ""), span.text, span.brief, room=end - begin - 4, size=9)
        return line(begin, self.steps - 8, begin, self.steps + 2, 1, 0.6) + (
            words(begin + 3, self.steps, fitting, font_size=9, font_family="monospace") if fitting else ""
        )

    def turn(self, x: float) -> str:
        """Where a function is called once more, through all lanes."""
        return line(x, self.steps + 2, x, self.end, 1, 0.6, TURN)

    def fitting(self, *texts: str, room: float, size: float) -> str:
        """The first text for which there is room."""
        return next((text for text in texts if width_of(text, size) <= room), "")

    def moments(self) -> list[str]:
        """Where nobody could move, and what the verdict rests on."""
        parts, free = [], 0.0
        moment = self.run.moment
        for still in self.run.standstills:
            x = self.x(still.at)
            parts.append(line(x, self.first - 2, x, self.end, 1, 0.5, "1 3"))
            if x >= free and not (moment and moment.at == still.at):
                parts.append(words(x, self.first - 4, str(still.number), font_size=9, text_anchor="middle"))
                free = x + 12
        parts += [words(self.x(cut), self.first - 4, "…", text_anchor="middle") for cut in self.run.cuts]
        if moment:
            x, y = self.x(moment.at), self.first - 4
            colour = coloured("moment", MOMENT, "stroke")
            parts.append(f'<path d="M{x:.1f} {y:.1f}V{self.end:.1f}" {colour} stroke-width="2" stroke-opacity="0.8"/>')
            parts.append(f'<path d="M{x - 6:.1f} {y - 9:.1f}h12l-6 9z" {coloured("moment", MOMENT)}/>')
        return parts

    def lane(self, number: int, lane: Lane) -> str:
        """One process or thread."""
        y = self.y(number)
        born, gone = self.x(lane.born), self.x(self.run.columns if lane.gone is None else lane.gone)
        weight = {"font_weight": "bold"} if lane.role == "caller" else {}
        name = f"{lane.name}, ended {lane.ended}" if lane.ended else lane.name
        label = max(0.0, min(born + 9 * (lane.born > 0), WIDTH - width_of(name, 10) - 4))
        parts = [words(label, y - 3, name, font_size=10, **weight)]
        parts += [line(begin, y + BAR / 2, end, y + BAR / 2, 1.5, 0.55) for begin, end in self.idle(lane, born, gone)]
        parts += [self.span(y, span) for span in lane.spans if span.doing is not Doing.STEP]
        if lane.born and not lane.thread:
            parts.append(line(born, y + 1, born, y + BAR - 1, 2))
        if lane.gone is not None and not lane.thread:
            parts.append(line(gone, y + 1, gone, y + BAR - 1, 2))
        if lane.ended:
            parts.append(
                line(gone - 4, y + 2, gone + 4, y + BAR - 2, 2) + line(gone + 4, y + 2, gone - 4, y + BAR - 2, 2)
            )
        for mark in lane.marks:
            x = self.x(mark.at)
            form = (
                f"M{x:.1f} {y + 2:.1f}l4 4.5l-4 4.5l-4-4.5z" if mark.sign is Sign.CALL else f"M{x:.1f} {y:.1f}v9m0 2v2"
            )
            parts.append(f'<path d="{form}" stroke="currentColor"><title>{for_html(mark.title)}</title></path>')
        return "".join(parts)

    def idle(self, lane: Lane, born: float, gone: float) -> list[tuple[float, float]]:
        """Where a lane is drawn as a plain line: all its life but for waits and sleeps, which are drawn otherwise."""
        drawn = (Doing.WAIT, Doing.SLEEP, Doing.COMPUTE)
        waits = sorted((self.x(span.begin), self.x(span.end)) for span in lane.spans if span.doing in drawn)
        edges = [born, *(edge for wait in waits for edge in wait), gone]
        return [(begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True) if begin < end]

    def span(self, y: float, span: Span) -> str:
        """What somebody did for a while."""
        begin, end = self.x(span.begin), self.x(span.end)
        room, title = end - begin - (9 if span.to is not None else 3), f"<title>{for_html(span.title)}</title>"
        fitting = self.fitting(span.text, span.brief, room=room, size=9)
        form, y_text, more = "", y + BAR - 3.5, {}
        x_text = begin + (9 if span.to is not None else 3)
        if span.doing is Doing.WAIT:
            form, y_text = line(begin + 2, y + BAR - 1, end - 1, y + BAR - 1, 2, 1, "2 2.5"), y + BAR - 4
        elif span.doing is Doing.CALL:
            form, more = bar(begin, y, end - begin, HELD), {"fill": "#ffffff"}
        else:
            form = bar(begin, y, end - begin, FORMS[span.doing])
        said = words(x_text, y_text, fitting, font_size=9, **more) if fitting else ""
        return f"<g>{title}{form}{said}</g>"

    def arrow(self, arrow: Arrow) -> str:
        """From one lane to another."""
        waits = arrow.tie is Tie.WAITS_FOR
        x, down = self.x(arrow.at) + 5 * waits, arrow.target > arrow.source
        begin = self.y(arrow.source) + (BAR if down and waits else BAR / 2)
        end = self.y(arrow.target) + (0 if down else BAR) if waits else self.y(arrow.target) + BAR / 2
        if not waits:
            return line(x, begin, x, end, 1, 0.35)
        tip = f"M{x:.1f} {end:.1f}l-3.5 {-6 if down else 6}h7z"
        return f'{line(x, begin, x, end - (4 if down else -4), 1.5)}<path d="{tip}"/>'


def legend(top: float, key: Sequence[tuple[str, str]]) -> str:
    """What the forms mean, one a line."""
    parts = []
    for number, (form, meaning) in enumerate(key):
        y = top + 16 * number
        drawn = {
            "call": bar(0, y, 24, HELD),
            "wait": line(0, y + 7, 24, y + 7, 2, 1, "2 2.5"),
            "still": line(12, y, 12, y + BAR, 1, 0.5, "1 3"),
            "turn": line(12, y, 12, y + BAR, 1, 0.6, TURN),
            "moment": f'<path d="M6 {y + 2:.1f}h12l-6 9z" {coloured("moment", MOMENT)}/>',
        }[form]
        parts.append(drawn + words(32, y + 10, meaning, font_size=10))
    return "".join([*parts, words(0, top + 16 * len(key) + 10, NOTE, font_size=10)])
