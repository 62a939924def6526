"""The pages in a real browser: no barrier that axe knows, sorted and filtered by keyboard, narrow, dark and printed."""

import base64
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from autograder.desk.similarity import find_alike
from autograder.reports.site.model import MARKS
from autograder.reports.site.similarity import Pair, sides_of, write_page
from tests.conftest import ROOT, need
from tests.desk.test_similarity import LONG
from tests.reports.site.conftest import NAMES, RUN, SmallClass

pytestmark = pytest.mark.thorough
PICTURES = ROOT / "results" / "report"
WIDE, NARROW = 1200, 360
ASK_AXE = "const done = arguments[arguments.length - 1]; axe.run(document).then(done, error => done(String(error)));"
SIMILAR = "similar.html"
PAGES = ("index.html", "students/bo-saffron.html", "students/ada-quartz.html", "students/di-nothing.html", SIMILAR)


def axe() -> str:
    """The script that looks for barriers."""
    found = importlib.util.find_spec("axe_core_python")
    need(found is not None and found.origin is not None, "axe in a browser (pip install axe-core-python)")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def look(browser: Any, width: int = WIDE, scheme: str = "light", medium: str = "screen") -> None:
    """What the page is shown on."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})


def keep_picture(browser: Any, name: str) -> None:
    """The whole page as a file, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    (PICTURES / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))


def write_pages(small_class: SmallClass) -> None:
    """The report, and the page of programs that are alike."""
    small_class.write()
    (alike,) = find_alike([("ada", LONG), ("bo", LONG.replace("queue", "q"))], (), 0.5)
    write_page([Pair(RUN.name, alike, sides_of(alike))], small_class.out, "A course", 0.5)


def open_page(browser: Any, small_class: SmallClass, page: str) -> None:
    """Load a page from its file."""
    browser.get((small_class.out / page).as_uri())


def shown_names(browser: Any) -> list[str]:
    """The students whose lines the table shows, from top to bottom."""
    rows = browser.find_elements("css selector", "#class tbody tr")
    return [row.find_element("css selector", "th").text for row in rows if row.is_displayed()]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(small_class: SmallClass, browser: Any, page: str, scheme: str) -> None:
    """With everything unfolded, wide and narrow."""
    script = axe()
    write_pages(small_class)
    for width in (WIDE, NARROW):
        look(browser, width, scheme)
        open_page(browser, small_class, page)
        browser.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
        browser.execute_script(script)
        found = browser.execute_async_script(ASK_AXE)
        keep_picture(browser, f"{Path(page).stem}-{scheme}-{width}")
        told = [(one["id"], one["help"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        assert told == []
        assert len(found["passes"]) > 10


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_a_telephone(small_class: SmallClass, browser: Any, page: str) -> None:
    """What is wider scrolls within its own part of the page."""
    write_pages(small_class)
    look(browser, NARROW)
    open_page(browser, small_class, page)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= NARROW


def test_the_table_is_sorted_and_filtered_by_keyboard(small_class: SmallClass, browser: Any) -> None:
    """Each heading is a button, which says in which order the table is; what is filtered out is counted."""
    small_class.write()
    look(browser, WIDE)
    open_page(browser, small_class, "index.html")
    heading = browser.find_elements("css selector", "#class thead th")[1]
    assert shown_names(browser) == list(NAMES)
    heading.find_element("css selector", "button").send_keys("\ue007")
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown_names(browser)[0] == "ada-quartz"
    heading.find_element("css selector", "button").send_keys(" ")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown_names(browser)[0] == "di-nothing"
    browser.find_element("css selector", "#by-name").send_keys("SAFF")
    assert shown_names(browser) == ["bo-saffron"]
    assert browser.find_element("css selector", "#count").text == f"1 of {len(NAMES)} students"


def test_no_state_is_told_by_a_colour_alone(small_class: SmallClass, browser: Any) -> None:
    """Each cell has a mark to see and a word to hear; so has each bar its mark, and the key the words to both."""
    small_class.write()
    look(browser)
    open_page(browser, small_class, "index.html")
    read = """return [...document.querySelectorAll('#class td.figure[class*=" "]')].map(cell => [
        cell.querySelector('[aria-hidden]').textContent, cell.querySelector('.unseen').textContent.replace(', ', '')
    ])"""
    cells = [tuple(cell) for cell in browser.execute_script(read)]
    marks = {mark: str(state) for state, mark in MARKS.items()}
    assert len(cells) == len(NAMES) * len(small_class.exercises)
    assert set(cells) == {(mark, marks[mark]) for mark in "✓✗?–"}
    count = """return [0, 1, 2, 3, 4].map(number => [
        [...document.querySelectorAll(`.states .serie-${number} rect`)].filter(one => one.getBBox().width > 0).length,
        [...document.querySelectorAll(`.states .serie-${number} .value`)].map(one => one.textContent).filter(Boolean),
    ])"""
    for mark, (bars, texts) in zip(marks, browser.execute_script(count), strict=True):
        assert len(texts) == bars
        assert all(text.startswith(f"{mark} ") for text in texts)
    keys = [one.text for one in browser.find_elements("css selector", "#spread ~ .legend .state")]
    assert keys == [f"{mark} {word}" for mark, word in marks.items()]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("undecided", ["cy-ember"]),
        ("not handed in", [name for name in NAMES if name not in ("ada-quartz", "bo-saffron")]),
        ("late", ["bo-saffron"]),
        ("not graded yet", []),
        ("anything", list(NAMES)),
    ],
)
def test_the_table_is_filtered_by_state(small_class: SmallClass, browser: Any, state: str, names: list[str]) -> None:
    """Whoever has an exercise in that state, whichever it is; and whoever was late."""
    small_class.write()
    look(browser)
    open_page(browser, small_class, "index.html")
    browser.find_element("css selector", "#by-state").send_keys(state)
    assert browser.execute_script("return document.querySelector('#by-state').selectedOptions[0].text") == state
    assert shown_names(browser) == names
    assert browser.find_element("css selector", "#count").text == f"{len(names)} of {len(NAMES)} students"


def test_a_page_is_useful_without_its_script(small_class: SmallClass, browser: Any) -> None:
    """The table is all there, and nothing stands there that would do nothing."""
    small_class.write()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    open_page(browser, small_class, "index.html")
    assert len(browser.find_elements("css selector", "#class tbody tr")) == len(NAMES)
    assert browser.find_elements("css selector", "#class button") == []
    assert not browser.find_element("css selector", "#controls").is_displayed()


def test_what_is_printed_is_unfolded(small_class: SmallClass, browser: Any) -> None:
    """The picture and the program are on paper, though they are folded on the screen."""
    small_class.write()
    look(browser)
    open_page(browser, small_class, "students/bo-saffron.html")
    find = "return document.querySelector('details.printed:not([open]) svg').checkVisibility()"
    assert not browser.execute_script(find)
    look(browser, 794, medium="print")  # A4 at 96 to the inch
    open_page(browser, small_class, "students/bo-saffron.html")
    assert browser.execute_script(find)
    keep_picture(browser, "bo-saffron-print")


def test_the_class_is_printed_on_paper_as_wide_as_it_is(small_class: SmallClass, browser: Any) -> None:
    """No controls, no links on the page; the whole table, with nothing that would have to be scrolled."""
    small_class.write()
    look(browser, 794, "dark", "print")
    open_page(browser, small_class, "index.html")
    hidden = (
        "return [...document.querySelectorAll('nav, .controls, .skip')].filter(one => one.checkVisibility()).length"
    )
    assert browser.execute_script(hidden) == 0
    assert shown_names(browser) == list(NAMES)
    wide = "return [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth).length"
    assert browser.execute_script(wide) == 0
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 794
    read = """return ['body', '.states .color-0 rect', '.states .color-1 rect', 'a', '.key'].map(name => {
        const style = getComputedStyle(document.querySelector(name));
        return [style.backgroundColor, style.fill, style.color];
    })"""
    colours = browser.execute_script(read)
    look(browser, 794, "light", "print")
    assert browser.execute_script(read) == colours
    assert colours[0][0] == "rgb(255, 255, 255)"
    keep_picture(browser, "index-print")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_nothing_to_the_browser(small_class: SmallClass, browser: Any, page: str) -> None:
    """No error, and nothing that its policy has kept out."""
    write_pages(small_class)
    open_page(browser, small_class, page)
    assert (
        browser.execute_script("return document.querySelector('meta[name=generator]').content") == "autograder report"
    )
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
