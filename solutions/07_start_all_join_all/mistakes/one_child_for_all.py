"""One child does all the work, one task after another.

You made a single process and gave it the whole list. It is a child, and the caller waits for it, but
inside that child an ordinary loop calls the tasks in turn. One process does one thing at a time.

How many processes does it take for all tasks to run at once?
"""
# fails: test_each_task_has_a_process_of_its_own, test_all_tasks_run_at_the_same_time
# has: def $F($L, ...):
#          for $T in $L:
#              $T()
# has: Process(target=$F, args=($_, ), ...)
# has not: for $_ in $_:
#              Process(...)
# ok: for task in tasks:
#         Process(target=task)

import time
from multiprocessing import Process


def work(tasks):
    for task in tasks:
        task()


def run_all(tasks):
    start = time.time()
    process = Process(target=work, args=(tasks,))
    process.start()
    process.join()
    return time.time() - start
