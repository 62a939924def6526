"""The child was never told what to do.

`Process()` makes a process with no work in it. It was started, did nothing, and ended well, so your
function `child` was never called. That the parent's `x` is unchanged proves nothing then: it would be
unchanged even if the two processes did share their memory. An experiment needs its experiment.

Which parameter of `Process` names the function that the child is to run?
"""
# fails: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: Process(...)
# has not: Process(target=$_, ...)
# has not: Process(group=$_, ...)
# has not: sleep(...)
# ok: Process(target=child)

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)
    print("I am done")


def prove_isolation(report):
    p = Process()
    p.start()
    p.join()
    return x
