"""`run()` was called instead of `start()`, so there was no child.

`run()` is the work itself. Calling it is an ordinary call, made in the process that you are in: the
parent set its own `x` to 0. Only `start()` makes a new process, and that process then calls `run()`.

Print `os.getpid()` inside and outside of the function: how many processes were there?
"""
# fails: test_the_report_comes_from_a_child, test_the_parent_keeps_its_value
# fails: test_the_parent_reads_after_the_childs_end
# has: $P.run()
# has not: $_.start()
# ok: process.start()

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.run()
    return x
