"""Words of a source, which tell twins apart."""

import pytest

from autograder.diagnosis.source_words import source_words


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"from threading import Thread as Process", "imports threads"),
        (b"from multiprocessing.dummy import Pool", "imports threads"),
        (b"work = lambda: None", "a lambda"),
        (b"def f():\n    def g(): pass", "a function in a function"),
        (b"class W(threading.Thread): pass", "class of Thread"),
        (b"pool = Pool(processes=2)", "Pool of a fixed number"),
        (b"for p in processes:\n    p.join()\n    return 1", "returns in a loop"),
        (b"lock.acquire()\nshared[key] += 1", "acquires and never releases"),
    ],
)
def test_a_source_tells_in_a_word_what_behaviour_does_not(source: bytes, word: str) -> None:
    """Independent of names and layout."""
    assert word in source_words(source)
    assert word not in source_words(
        b"from multiprocessing import Pool\nPool(n).map(f, g)\nlock.acquire()\nlock.release()"
    )


def test_a_string_that_joins_joins_no_process() -> None:
    """`", ".join(names)` is not taken for the `join` of a process."""
    assert "calls join" not in source_words(b"print(', '.join(names))")


def test_what_cannot_be_parsed_has_no_words() -> None:
    """And breaks nothing."""
    assert source_words(b"def (") == source_words(b"\x00") == frozenset()
