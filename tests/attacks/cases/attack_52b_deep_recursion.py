"""Attack 52b: recursion without end.

expect: F
says: RecursionError
"""

def launch(task, name):
    return launch(task, name)
