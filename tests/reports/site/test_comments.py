"""A comment for everyone with a mistake: written once, on every page where it was recognised, and on no other."""

import pytest

from autograder.errors import UsageError
from autograder.reports.site.comments import COMMENTS_FILE, names_of
from tests.reports.site.conftest import HOSTILE, RUN, SmallClass, hostile_result


def comment(small_class: SmallClass, text: str) -> None:
    """Put the file beside the results."""
    (small_class.folder / COMMENTS_FILE).write_text(text, encoding="utf-8")


def test_a_comment_stands_on_every_page_with_the_mistake(small_class: SmallClass) -> None:
    """And on nobody else's; it is shown and not obeyed, and one for an exercise alone comes first."""
    words = f"See slide 12, on `start`. {HOSTILE}"
    key = f'"{RUN.name} joins_in_start"'
    comment(small_class, f'[comments]\njoins_in_start = "For all."\n{key} = "{words}"\nlate = "Second\\n\\npart."\n')
    page = small_class.index()
    own = small_class.student("bo-saffron")
    assert own.count("<h3>From your instructor</h3>\n<p>See slide 12, on <code>start</code>. &lt;script&gt;") == 1
    assert "For all." not in own
    assert HOSTILE not in own
    assert "From your instructor" not in small_class.student("ada-quartz")
    assert "<p>Second</p>\n<p>part.</p>" in small_class.student("_script_alert(1)_script_")
    assert "was recognised in nobody" not in page
    assert '<code class="small">joins_in_start</code>' in page


def test_a_comment_on_what_nobody_did_is_told(small_class: SmallClass) -> None:
    """With the names that there are: a slip in a name must not go unseen."""
    comment(small_class, '[comments]\njoin_in_start = "x"\n')
    page = small_class.index()
    assert "comments.toml: join_in_start was recognised in nobody" in page
    assert "joins_in_start" in page.partition("Recognised were:")[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[comments]\nx = 3\n", "line 2: comments.x: this must be a text in quotes"),
        ('[comments]\nx = " "\n', "line 2: comments.x: this must be a text in quotes"),
        ('x = "y"\n', r"line 1: x: there is no such setting. Comments stand below a line \[comments\]"),
        ("[comments\n", "line 1: "),
        ("comments = 3\n", "line 1: comments: this must be a table"),
    ],
)
def test_a_bad_entry_is_told_by_line(small_class: SmallClass, text: str, words: str) -> None:
    """In one sentence."""
    comment(small_class, text)
    with pytest.raises(UsageError, match=words):
        small_class.write()


def test_a_result_is_commented_on_by_mistake_and_by_pythons_errors() -> None:
    """The mistake first."""
    assert names_of(hostile_result()) == ["late", "ValueError"]
