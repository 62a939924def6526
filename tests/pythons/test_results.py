"""The table of the Pythons says what is in the file that it is made of."""

from tests.conftest import ROOT
from tests.pythons.results import TABLE, Result, differences, load, read_cpython, read_proof, table


def test_the_table_is_made_of_the_file() -> None:
    """Nobody has written in it by hand."""
    rows = list(load(ROOT).values())
    assert table(rows) == (ROOT / TABLE).read_text()


def test_deviations_and_their_reasons_are_read() -> None:
    """From what ``autograder verify`` prints: every program, and the lines below one that is not as it should be."""
    result = Result("3.15", "2026-11-27", "abc")
    read_proof(
        result, "   1/3 ✓ 01: stub a\n   2/3 ✗ 01: mistake b\n         one\n         two\n   3/3 ✓ 01: mistake c\n"
    )
    assert (result.programs, result.deviations) == (3, ["01: mistake b: one; two"])


def test_cpythons_tests_are_read_for_each_start_method() -> None:
    """What failed is told below the table, and so is a run that stopped early."""
    result = Result("3.15", "2026-11-28", "abc")
    lines = ["fork: 319 passed, 2 different", "spawn: 325 passed", "forkserver: 327 passed, 1 failed"]
    read_cpython(result, "level B\n" + "".join(f"  {line[:4]}: T.test_a: why\n{line}; 164 s\n" for line in lines))
    assert result.cpython == lines
    assert result.trouble == ["of CPython's own tests, forkserver: 327 passed, 1 failed"]
    assert "fork: 319 passed, 2 different; spawn" in table([result])
    read_cpython(result, f"{lines[0]}; 164 s\n")
    assert result.trouble[-1] == "CPython's own tests did not come to their end"


def test_a_proof_that_stopped_early_is_no_proof() -> None:
    """What was not run is told, and not counted."""
    result = Result("3.15", "2026-11-27", "abc")
    read_proof(result, "   1/3 ✓ 01: stub a\n")
    assert result.programs is None
    assert result.trouble
    assert not result.well
    assert "not run" in table([result])


def test_a_different_mark_is_told() -> None:
    """A submission of the demo's class that another Python grades otherwise."""
    first = Result("3.11", "2026-11-27", "abc", demo={"ada": {"01": "4 of 6, None"}})
    other = Result("3.15", "2026-11-27", "abc", demo={"ada": {"01": "6 of 6, None"}})
    assert differences(first, first) == []
    assert differences(other, first) == ["ada, 01: 6 of 6, None, and not 4 of 6, None as on 3.11"]
