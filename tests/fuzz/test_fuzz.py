"""A moderate number of inputs on every thorough run; ``make fuzz`` goes on for as long as one likes."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.target import try_input

BYTES = 200 << 20  # what one input may need at most


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
@example(b"")
def test_no_input_escapes(data: bytes) -> None:
    """Whatever is handed in: the class is read, all sentences can be written, and nothing is elsewhere."""
    try_input(data)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_memory_is_bounded(data: bytes) -> None:
    """Taking in one submission needs no more than this, whatever it claims."""
    assert try_input(data, traced=True).memory < BYTES
