"""Attack 73: bidirectional characters, lone surrogates and bad bytes.

expect: F
says: ValueError
"""

import os


def launch(task, name):
    os.write(1, b"\xff\xfe\x00 bad bytes\n")
    os.write(2, "\u202eesrever".encode())
    raise ValueError("\u202e\u2066 \ud800 \x00")
