"""Attack 51a: a regular expression that never ends.

expect: T
says: without coming to an end
"""

import re


def launch(task, name):
    re.match("(a+)+$", "a" * 50 + "b")
