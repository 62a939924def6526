"""`identify` returns twice: in the caller, and in the copy of it that `os.fork` made.

`os.fork()` goes on in two processes, and each of them comes to the line with `return`. So the copy, too,
leaves `identify`, and goes on with whatever the caller was going to do after it. What it returns there
is no mistake of its own; that it returns at all is.

After which line is the work of the copy done, and what ends a process right there?
"""
# fails: test_the_caller_knows_itself_and_its_child
# has: $C = fork()
# has not: _exit(...)
# has not: exit(...)
# has not: sys.exit(...)
# ok: child = Process(target=work)

import os


def identify(report):
    child = os.fork()
    if child == 0:
        report(os.getpid(), os.getppid())
    else:
        os.waitpid(child, 0)
    return os.getpid(), child
