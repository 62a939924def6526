"""`report` was called by the parent, after the child had ended.

The child did set its `x` to 0, but it told nobody, and its memory was gone when it ended. The parent
then called `report` with its own `x`, which is another variable in another process, and never was 0.

Only one process can see the child's `x`. Which one has to make the report?
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


def child():
    global x
    x = 0


def prove_isolation(report):
    p = Process(target=child)
    p.start()
    p.join()
    report(x)
    return x
