"""What painters make of a picture: rows of signs, an SVG, words, and a trace for other programs."""

import io
import json
import re
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from autograder.engine.scenario import START_METHODS
from autograder.escaping import for_json
from autograder.reports.timeline import Timeline, draw
from autograder.reports.timeline.model import Doing, Moment, Run, Span, Standstill
from autograder.reports.timeline.svg import LEGEND, Panel, legend, to_svg
from autograder.reports.timeline.terminal import print_timeline
from autograder.reports.timeline.trace import REFERENCE_PIDS, Interval, Trace, to_trace
from autograder.reports.timeline.words import describe
from tests.reports.timeline.conftest import Runs

SVG = "{http://www.w3.org/2000/svg}"
FUNCTIONS = ["in_turn", "together", "polls", "keeps_the_lock", "forgets", "in_threads", "raises"]


def beside(runs: Runs, function: str) -> Timeline:
    """A run beside a right one."""
    return draw(runs(function), runs("together"))


def printed(timeline: Timeline, width: int = 120, encoding: str = "utf-8") -> list[str]:
    """The lines in a terminal of so many columns."""
    stream = io.BytesIO()
    text = io.TextIOWrapper(stream, encoding=encoding)  # strict: a sign that cannot be written is an error
    print_timeline(Console(file=text, width=width, force_terminal=False, highlight=False), timeline)
    text.flush()
    return stream.getvalue().decode(encoding).splitlines()


def bars(line: str, sign: str = "█") -> tuple[int, int]:
    """Where a bar begins and ends, with the words in it."""
    return line.index(sign), line.rindex(sign)


def test_a_terminal_shows_one_bar_after_the_other(runs: Runs) -> None:
    """Above the reference's, which stand below each other; the caller waits in between."""
    lines = printed(beside(runs, "in_turn"))
    reference = next(number for number, line in enumerate(lines) if "The reference" in line)
    rows = [line for line in lines if line.strip().startswith("child, pid ")]
    serial, parallel = [bars(line) for line in rows[:3]], [bars(line) for line in rows[3:]]
    assert serial[0][1] < serial[1][0]
    assert serial[1][1] < serial[2][0]
    assert len({begin for begin, _ in parallel}) == 1
    pids = [line.split()[2] for line in rows[:3]]
    caller = next(line for line in lines if line.strip().startswith("caller, pid "))
    assert re.findall(r"waits for (\d+)", caller) == pids
    assert "Only 1 call of `task`" in " ".join(lines[:reference])
    assert all(len(line) <= 120 for line in lines)


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("width", [40, 80, 100, 250])
def test_a_terminal_of_any_width_and_encoding_gets_a_picture(runs: Runs, function: str, width: int) -> None:
    """Signs of ASCII where the encoding has no others; no line is longer than the terminal is wide."""
    for encoding in ("utf-8", "ascii", "latin-1"):
        lines = printed(beside(runs, function), width, encoding)
        assert all(len(line) <= max(width, 40) for line in lines)
        text = "\n".join(lines)
        assert "\x1b" not in text
        assert ("█" in text) == (encoding == "utf-8" and bool(runs(function).calls or runs("together").calls))
        assert "#" in text or encoding == "utf-8"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_svg_is_xml_without_scripts(runs: Runs, function: str) -> None:
    """It needs nothing beside it, and what a program said is text in it."""
    text = to_svg(beside(runs, function))
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    allowed = {f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "text", "path", "rect")}
    assert {element.tag for element in root.iter()} <= allowed
    attributes = [(name, value) for element in root.iter() for name, value in element.attrib.items()]
    assert not [name for name, _ in attributes if name.startswith("on") or "href" in name]
    assert not [value for _, value in attributes if "url(" in value or "://" in value]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)


def test_an_svg_is_read_by_whoever_cannot_see_it(runs: Runs) -> None:
    """It is an image with a name and a description, which names what is drawn."""
    timeline = beside(runs, "in_turn")
    root = ElementTree.fromstring(to_svg(timeline))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")
    assert "Only 1 call of `task`" in (title.text or "")
    shown = [element.text or "" for element in root.iter(f"{SVG}text")]
    for lane in timeline.run.lanes:
        assert any(words.startswith(lane.name) for words in shown)
        assert lane.name in (description.text or "")
    assert (description.text or "") == " ".join(describe(timeline))


def test_two_pictures_on_a_page_have_different_names(runs: Runs) -> None:
    """Else the second would be read as the first."""
    pages = [ElementTree.fromstring(to_svg(beside(runs, function))) for function in ("in_turn", "polls")]
    names = [element.get("id") for page in pages for element in page.iter() if element.get("id")]
    assert len(names) == len(set(names)) == 4


def test_colours_are_those_of_the_page(runs: Runs) -> None:
    """Words and lines have the colour of the text around; what has its own is told by its form as well."""
    root = ElementTree.fromstring(to_svg(beside(runs, "in_turn")))
    assert root.get("fill") == "currentColor"
    assert {element.get("stroke") for element in root.iter()} <= {None, "currentColor", "#cf3a3a"}
    own = {element.tag for element in root.iter() if element.get("fill") == "#1f6fb5"}
    assert own == {f"{SVG}rect"}


def forms(markup: str) -> set[tuple[tuple[str, str], ...]]:
    """What is drawn but for its colours and its place: the kinds of lines and areas, and which way they run."""
    found = set()
    for element in ElementTree.fromstring(f"<g>{markup}</g>").iter():
        steps = re.findall(r"[a-zA-Z][^a-zA-Z]*", element.get("d", ""))
        places = [tuple(map(float, re.findall(r"-?[\d.]+", step))) for step in steps]
        upright = len(places) == 2 and len({place[0] for place in places}) == 1
        form = {"tag": element.tag, "steps": re.sub(r"[^a-zA-Z]", "", element.get("d", "")), "upright": str(upright)}
        for name in ("stroke-dasharray", "stroke-width", "fill-opacity", "stroke-opacity"):
            form[name] = element.get(name, "")
        form["outlined"] = str(element.get("stroke") is not None)
        if element.tag in ("rect", "path"):
            found.add(tuple(sorted(form.items())))
    return found


def test_in_grey_each_meaning_has_its_form() -> None:
    """Calls, waits, sleeps, computing, standstills and the moment are told apart without colours; so in the key."""
    run = Run("", "", (), (), (Standstill(1, 3),), 8)
    spans = {doing.name: Span(doing, 1, 4, "", "") for doing in Doing if doing is not Doing.STEP}
    drawn = {name: Panel(run, 10, 0).span(0, span) for name, span in spans.items()}
    drawn["standstill"] = "".join(Panel(run, 10, 0).moments())
    drawn["moment"] = "".join(Panel(replace(run, standstills=(), moment=Moment(3, "")), 10, 0).moments())
    found = {name: forms(markup) for name, markup in drawn.items()}
    assert all(found.values())
    for one, other in combinations(found, 2):
        assert not found[one] & found[other], (one, other)
    key = forms(legend(0, LEGEND))
    assert found["CALL"] | found["WAIT"] | found["standstill"] <= key
    assert found["moment"] & key


def test_words_say_what_the_picture_shows(runs: Runs) -> None:
    """Every lane, whom the caller waits for and at which moments."""
    timeline = draw(runs("in_turn"))
    lines = describe(timeline)
    assert lines[0].startswith("This program, under fork. Only 1 call")
    assert len(lines) == 1 + len(timeline.run.lanes)
    first, second, third = (lane.pid for lane in timeline.run.lanes[1:])
    for number, pid in enumerate((first, second, third), 1):
        assert f"waits for process {pid} to end (at moment {number})" in lines[1]
    assert "`task('name-0')` (at moment 1)" in lines[2]
    assert "raised ValueError" in describe(draw(runs("raises")))[0]


@pytest.mark.parametrize("start_method", START_METHODS)
@pytest.mark.parametrize("function", ["in_turn", "manages", "keeps_the_lock"])
def test_a_trace_is_nested_and_names_everybody(runs: Runs, function: str, start_method: str) -> None:
    """As viewers want it: what lasts in one thread lies within what began before it, and each pid has a name."""
    evidence, reference = runs(function, start_method), runs("together", start_method)
    trace = json.loads(for_json(to_trace(evidence, reference)))
    events = trace["traceEvents"]
    names = {one["pid"]: one["args"]["name"] for one in events if one["name"] == "process_name"}
    assert {one["pid"] for one in events} == set(names)
    assert names[evidence.caller.pid] == f"caller, pid {evidence.caller.pid}"
    assert names[reference.caller.pid + REFERENCE_PIDS] == f"reference: caller, pid {reference.caller.pid}"
    threads: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for one in events:
        if one["ph"] == "X":
            threads.setdefault((one["pid"], one["tid"]), []).append(one)
    for several in threads.values():
        assert [one["ts"] for one in several] == sorted(one["ts"] for one in several)
        ends: list[int] = []
        for one in several:
            while ends and ends[-1] <= one["ts"]:
                ends.pop()
            ends.append(one["ts"] + one["dur"])
            assert ends == sorted(ends, reverse=True), one
    begun = Counter(one["name"] for one in events if one["ph"] == "X")
    assert begun["task"] == len(evidence.calls) + len(reference.calls)


def test_what_overlaps_in_one_thread_ends_with_what_is_around_it(runs: Runs) -> None:
    """The format has no other way: a call that the judge let go a little after its process had ended is cut."""
    times = [(0.0, 1.0), (0.2, 0.6), (0.4, 1.2), (0.7, 0.8), (0.9, 1.1)]
    several = [Interval(str(number), *both) for number, both in enumerate(times)]
    found = [(one["ts"], one["dur"]) for one in Trace(runs("together"), "", 0).nested(0, several)]
    assert found == [(0, 1_000_000), (200_000, 400_000), (400_000, 200_000), (700_000, 100_000), (900_000, 100_000)]


OF_EVERY_EVENT = {"ph": str, "name": str, "ts": int, "pid": int, "tid": int}
OF_A_PHASE: dict[str, dict[str, type]] = {  # "Trace Event Format": what the events of each phase have besides
    "X": {"dur": int},
    "i": {"s": str},
    "s": {"id": int, "cat": str},
    "f": {"id": int, "cat": str, "bp": str},
    "M": {"args": dict},
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_trace_has_what_its_format_wants(runs: Runs, function: str) -> None:
    """The types of all fields, the scopes of instants; and each arrow has one beginning and one end, with an id."""
    trace = json.loads(for_json(to_trace(runs(function), runs("together"))))
    assert set(trace) == {"traceEvents", "displayTimeUnit", "otherData"}
    for one in trace["traceEvents"]:
        wanted = OF_EVERY_EVENT | OF_A_PHASE[one["ph"]]
        assert {name: type(one.get(name)) for name in wanted} == wanted, one
        assert set(one) <= {*wanted, "args"}
        assert one["ts"] >= 0
        assert one.get("dur", 0) >= 0
        assert one.get("s", "t") in "gpt"
        assert one.get("bp", "e") == "e"
        assert one["ph"] != "M" or one["name"] in ("process_name", "process_sort_index", "thread_name")
    flows = {phase: [one for one in trace["traceEvents"] if one["ph"] == phase] for phase in "sf"}
    identities = [one["id"] for one in flows["s"]]
    assert len(set(identities)) == len(identities) > 0
    for one, other in zip(flows["s"], flows["f"], strict=True):
        assert [one[name] for name in ("id", "cat", "name")] == [other[name] for name in ("id", "cat", "name")]
        assert one["ts"] <= other["ts"]
