"""The child was made, but never started.

`Process(...)` only describes a process. None exists until `start()` is called, so nothing ran, and
the parent's `x` is unchanged because nobody tried to change it.

How many processes were there, and which line would make the second one?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: Process(...)
# has not: $_.start()
# has not: $_.run()
# ok: Process(target=task).start()

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    return x
