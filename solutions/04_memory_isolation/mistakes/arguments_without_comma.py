"""`args` is not a tuple, because its comma is missing.

Parentheses alone make no tuple: `(report)` is the same as `report`. `Process` wants a sequence of
arguments, tries to go through what it was given, and finds that a function cannot be gone through.

How is a tuple with a single item written?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: Process(args=$A, ...)
# where: $A is a name
# ok: Process(target=child, args=(report,))

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report))
    p.start()
    p.join()
    return x
