"""Attack 36: one process eats memory (2 GiB at most).

expect: M
says: memory limit
"""

def launch(task, name):
    kept = [bytearray(16 << 20) for _ in range(128)]
    return len(kept)
