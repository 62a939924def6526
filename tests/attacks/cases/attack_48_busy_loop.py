"""Attack 48: compute for ever.

expect: T
says: process_target.py, line
"""

def launch(task, name):
    while True:
        pass
