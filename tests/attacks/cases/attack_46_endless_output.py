"""Attack 46: print without end.

expect: O
says: printed more than is allowed
"""

def launch(task, name):
    while True:
        print("x" * 10_000)
