"""The file starts a process as soon as it is imported.

Under `spawn` and `forkserver` a child begins by importing your file, to find its function there. Your
trial at the end of the file is then run again, in the child, before the child is ready; it would
start a child of its own, and that one too, so Python stops it with a RuntimeError. Under `fork`
nothing is imported again, and so it seems to work.

What can a file say so that a part of it runs only when the file itself is the program?
"""
# fails under spawn, forkserver: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails under spawn, forkserver: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: at top level:
#          $_.start()
# or: at top level:
#         Pool(...)
# or: at top level:
#         Manager()
# or: def $F(...):
#         ...
#     $F(...)
# ok: if __name__ == "__main__":
#         launch(print, "we").join()

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
    return x


print("x in the parent:", prove_isolation(print))
