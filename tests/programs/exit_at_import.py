"""The file ends the program while it is being imported.

The engine must conclude: IMPORT_FAILED with SystemExit; no step is taken, and nothing counts as passed.
"""

import sys


def go(task, n):
    return n


sys.exit(0)
