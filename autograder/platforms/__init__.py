"""What stands in for Linux on macOS and Windows, for one's own code alone. This is its one door."""

import sys
from contextlib import AbstractContextManager

from autograder.sandbox.environment import Environment
from autograder.sandbox.sandbox import Sandbox


def environment_for_own_code() -> AbstractContextManager[Environment]:
    """Where one's own code is checked: the best sandbox that can be had, and none elsewhere than on Linux."""
    if sys.platform == "linux":
        return Sandbox(trusted=True)
    from autograder.platforms.platform import here
    from autograder.platforms.unconfined import Unconfined

    return Unconfined(here())
