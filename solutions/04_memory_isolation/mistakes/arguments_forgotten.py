"""The child's function needs an argument that it was not given.

`target` names the function, but the child calls it with just what `args` holds, and `args` was left
empty. The child ended with a TypeError and exit code 1. The parent does not notice such a thing by
itself: an exception in a child never comes up in the parent.

Read the traceback that the child printed: what was missing?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: Process(target=$F, ...)
# where: $F is a name
# has not: Process(args=$_, ...)
# has not: Process(kwargs=$_, ...)
# ok: Process(target=child, args=(report,))

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child)
    p.start()
    p.join()
    return x
