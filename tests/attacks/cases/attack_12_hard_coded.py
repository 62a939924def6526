"""Attack 12: give what was seen in an earlier run.

expect: F
says: The calls were `task('delta-417')`
"""

from multiprocessing import Process


def launch(task, name):
    child = Process(target=task, args=("delta-417",))
    child.start()
    return child
