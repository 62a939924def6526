"""This is a thread, and threads share everything.

A `Thread` has `start` and `join` like a `Process`, but it lives inside the process that started it:
the same pid, the same globals. When it set `x` to 0, that was the caller's own `x`. It shows just the
opposite of what is to be proven.

Where is the class that you start imported from?
"""
# fails: test_the_report_comes_from_a_child, test_the_parent_keeps_its_value
# fails: test_the_parent_reads_after_the_childs_end
# has: threading.Thread(...)
# or: class $_(threading.Thread):
#         ...
# or: multiprocessing.dummy.Process(...)
# or: _thread.start_new_thread(...)
# has not: Process(...)
# ok: Process(target=task)

from threading import Thread

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    t = Thread(target=child, args=(report,))
    t.start()
    t.join()
    return x
