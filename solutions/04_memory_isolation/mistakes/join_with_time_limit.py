"""The parent waits for the child, but not until the end: it gave `join` a time limit.

`join(timeout)` returns when the child has ended *or* when the time is up, and it does not say which.
If the child takes longer than that, the parent goes on, reads `x` too early, and the child is still
at work. No limit is the right one on every machine and every day.

What does `join` do when it is given no limit?
"""
# fails: test_the_parent_reads_after_the_childs_end
# has: $_.join(timeout=$T)
# where: $T is a number
# ok: p.join()
# ok: p.join(None)

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join(timeout=30)
    return x
