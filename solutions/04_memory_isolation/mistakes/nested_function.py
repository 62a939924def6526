"""The child's function is defined inside another function, where a new interpreter cannot find it.

Under `fork` the child is a copy of the parent and has everything. Under `spawn` and `forkserver` (one of
which Windows and macOS use, and Linux since Python 3.14) the child is a fresh interpreter:
it imports your file and looks the function up by name. A function that only exists while another one
runs cannot be looked up, so it cannot be sent to the child.

At which place in a file does a function have to stand so that whoever imports the file can see it?
"""
# fails under spawn, forkserver: test_the_report_comes_from_a_child, test_the_global_is_set_where_it_is_reported
# fails under spawn, forkserver: test_the_parent_keeps_its_value, test_the_parent_reads_after_the_childs_end
# has: def $_(...):
#          def $F(...):
#              ...
#          Process(target=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply_async(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.apply(func=$F, ...)
# or: def $_(...):
#         def $F(...):
#             ...
#         $_.map(func=$F, ...)
# ok: def launch(task, name):
#         def log(text):
#             print(text)
#         Process(target=task, args=(name,))

from multiprocessing import Process

x = 100


def prove_isolation(report):
    def child():
        global x
        x = 0
        report(x)

    p = Process(target=child)
    p.start()
    p.join()
    return x
