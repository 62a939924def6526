"""No process was made: the parent called the function itself.

`child(report)` is an ordinary call. It runs in the process that makes it, here the parent, and so it was the parent's
own `x` that became 0. Whatever the function is called, it is a child's work only if a child process runs it.

Which line of your program makes a second process?
"""
# fails: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# fails: test_the_report_comes_from_a_child
# has: def prove_isolation($R):
#          $F($R)
# has: def $F(...):
#          ...
# has not: Process(...)
# has not: threading.Thread(...)
# ok: p = Process(target=child, args=(report,))

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    child(report)
    return x
