"""`report` was called twice: by the child, and by the parent as well.

The child set its own `x`, and reported that. After its end the parent called `report` again, with the `x` of its own
memory. That is the value that `prove_isolation` is to *return*; `report` is for what the child sees.

How many processes have something to report, and how does the other value get to whoever called `prove_isolation`?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: def prove_isolation($R):
#          $R(...)
# has not: $_.run()
# ok: def child(report):
#         report(x)

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child, args=(report,))
    p.start()
    p.join()
    report(x)
    return x
