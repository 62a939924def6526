"""The function was called where it should only have been named.

`target=child(report)` calls `child` at once, in the parent, and hands its *return value* to
`Process`. So the parent set its own `x` to 0, and the child that was started afterwards had nothing
left to do. What `Process` wants is the function itself; its arguments have a parameter of their own.

Read the line from the inside out: what does Python evaluate first, and in which process?
"""
# fails: test_the_report_comes_from_a_child, test_the_parent_keeps_its_value
# fails: test_the_parent_reads_after_the_childs_end
# has: Process(target=$F(...), ...)
# has not: Process(target=functools.partial(...), ...)
# ok: Process(target=task, args=(name,)).start()
# ok: task(name)

from multiprocessing import Process

x = 100


def child(report):
    global x
    x = 0
    report(x)


def prove_isolation(report):
    p = Process(target=child(report))
    p.start()
    p.join()
    return x
