"""A moderate number of inputs on every thorough run; ``make fuzz`` goes on for as long as one likes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz import __main__ as fuzz
from tests.fuzz import target
from tests.fuzz.target import ALL_KINDS, try_input


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
@example(b"")
def test_no_input_escapes(data: bytes) -> None:
    """Whatever is handed in: the class is read, all sentences can be written, in bounded processor time."""
    try_input(data)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_memory_is_bounded(data: bytes) -> None:
    """Taking in one submission needs no more than this, whatever it claims."""
    try_input(data, traced=True)


@pytest.mark.parametrize("number", range(len(ALL_KINDS)), ids=list(ALL_KINDS))
def test_each_kind_is_made(number: int) -> None:
    """By the first byte."""
    assert try_input(bytes([number])).kind == list(ALL_KINDS)[number]


@pytest.mark.parametrize(("bound", "traced"), [("SECONDS", False), ("BYTES", True)])
def test_what_costs_too_much_is_an_escape(
    bound: str, traced: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is counted, and the input is kept."""
    monkeypatch.setattr(target, bound, 0)
    monkeypatch.setattr(fuzz, "TRACED", 1 if traced else 2)
    monkeypatch.setattr(fuzz, "FOUND", tmp_path)
    record = fuzz.Record()
    record.kinds["before"] = 1
    record.take(b"")
    assert sum(record.escapes.values()) == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b""]
