"""The child's class has no `run`, so the child had nothing to do.

A process that is started calls its `run`. The one that every `Process` has calls the `target`, and nobody gave one.
Your method has another name, and no process calls that by itself: the child ended at once, with exit code 0.

Which method does `start()` have the child call?
"""
# fails: test_the_global_is_set_where_it_is_reported, test_the_parent_keeps_its_value
# fails: test_the_parent_reads_after_the_childs_end, test_the_report_comes_from_a_child
# has: class $_(Process):  # here
#          def $M(...):
#              $_
# where: $M is not __init__
# has not: def run(...):
#              ...
# ok: class Child(Process):
#         def run(self):
#             report(x)

from multiprocessing import Process

x = 100


class Child(Process):
    def __init__(self, report):
        super().__init__()
        self.report = report

    def work(self):
        global x
        x = 0
        self.report(x)


def prove_isolation(report):
    p = Child(report)
    p.start()
    p.join()
    return x
