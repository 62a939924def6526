"""Charts of a class as SVG, by pygal, with the colours and the letters of the page that they stand in.

What pygal adds for a browser of its own (a style sheet, a script, tips) is taken away: the page has its own style, and
every number that a chart shows stands in a table or a sentence beside it.
"""

import sys
from functools import partial
from xml.etree import ElementTree

import pygal
from markupsafe import Markup

from autograder.reports.site.model import MARKS, STATES

# pygal's importer of maps is of a kind that Python warns about at each import, and takes no longer (PEP 451).
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

BINS = 10
WIDTH, HEIGHT, BAR_HEIGHT = 640, 260, 30
LETTER, BAR_WIDTH = 7, 550  # of a letter, and of a bar with everybody in it, in the drawing's own units
SVG = "{http://www.w3.org/2000/svg}"
UNWANTED = {"defs", "desc", "title"}
PLAIN = {
    "js": [],
    "css": [],
    "disable_xml_declaration": True,
    "width": WIDTH,
    "print_values": True,
    "show_legend": False,
}


def histogram(shares: list[float]) -> Markup:
    """How many students earned which tenth of what could be earned; ``shares``: from 0 to 1."""
    counts = spread(shares)
    chart = pygal.Bar(**PLAIN, height=HEIGHT, x_title="% of the points", y_title="students", print_zeroes=False)
    chart.x_labels = [f"{10 * one}–{10 * one + 10}" for one in range(BINS)]
    highest = max(counts)
    chart.y_labels = range(0, highest + 1, max(1, -(-highest // 5)))  # nobody is half a student
    chart.add("students", counts)
    told = ", ".join(f"{count} from {10 * one} to {10 * one + 10} %" for one, count in enumerate(counts) if count)
    return drawn(chart, f"How many students earned how much: {told}.")


def spread(shares: list[float]) -> list[int]:
    """How many are in each tenth; all points belong to the last one."""
    counts = [0] * BINS
    for share in shares:
        counts[max(0, min(BINS - 1, int(share * BINS + 1e-9)))] += 1
    return counts


def states_chart(rows: list[tuple[str, dict[str, int]]]) -> Markup:
    """How many students are in which state, exercise by exercise; each bar has the mark of its state."""
    height = 60 + BAR_HEIGHT * len(rows)
    everybody = max((sum(counts.values()) for _, counts in rows), default=0)
    chart = pygal.HorizontalStackedBar(**PLAIN, height=height, print_zeroes=False, show_y_guides=False)
    chart.x_labels = [name[:2] for name, _ in reversed(rows)]  # from the top down
    for state in STATES:
        said = partial(in_bar, MARKS[state], everybody=everybody)
        chart.add(state, [counts.get(state, 0) for _, counts in reversed(rows)], formatter=said)
    return drawn(chart, "How many students are in which state in each exercise, as in the table below.")


def in_bar(mark: str, count: float, everybody: int) -> str:
    """What stands in a bar: the mark and the number, the mark alone, or nothing, as there is room."""
    texts = [f"{mark} {count:g}", mark] if count else []
    return next((text for text in texts if len(text) * LETTER <= BAR_WIDTH * count / everybody), "")


def drawn(chart: pygal.graph.graph.Graph, told: str) -> Markup:
    """A chart as one element that tells in words what it shows."""
    tree = chart.render_tree()
    for parent in list(tree.iter()):
        for child in list(parent):
            classes = child.get("class", "") if isinstance(child.tag, str) else "tooltip-overlay"
            if "tooltip-overlay" in classes or str(child.tag).removeprefix(SVG) in UNWANTED:
                parent.remove(child)
    tree.attrib.pop("id", None)
    tree.set("role", "img")
    tree.set("aria-label", told)
    return Markup(ElementTree.tostring(tree, encoding="unicode"))
