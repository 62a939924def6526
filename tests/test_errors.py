"""Every error of the kit's own crosses from one process to another as what it is."""

import pickle

import pytest

from autograder import errors
from autograder.errors import AutograderError, CheckFailed
from autograder.messages import Message

SAID = Message("{file} is empty.", file="join.py")


@pytest.mark.parametrize(
    "error",
    [
        CheckFailed(SAID, Message("It gives {value}.", value="3"), "Look there.", ("one", "two"), "trouble"),
        *(kind(SAID) for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AutograderError)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_read_back_as_what_it_was(error: Exception) -> None:
    """Pools send exceptions by pickle, and one that cannot be read back breaks the pool for all others."""
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
