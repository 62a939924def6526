"""Attack 51b: a power that never ends.

expect: T
says: without coming to an end
"""

def launch(task, name):
    return 7 ** (10**9)
