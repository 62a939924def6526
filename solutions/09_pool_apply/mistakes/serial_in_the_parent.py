"""The serial function called the task itself, so the parent did the work and the pool none.

`task(item)` is an ordinary call, made in the process that you are in. It does run one task after another, but in the
caller: the workers of the pool, if there are any, have nothing to do. `apply` hands a task to a worker and waits.

Print `os.getpid()` inside the task: which process is it?
"""
# fails: test_serial_runs_one_task_at_a_time, test_the_pool_has_so_many_workers_and_ends
# has: def run_serial($T, $_, $_):
#          for $_ in $_:
#              $T(...)
# ok: pool.apply(task, (item,))

from multiprocessing import Pool


def run_serial(task, items, processes):
    return [task(item) for item in items]


def run_parallel(task, items, processes):
    pool = Pool(processes)
    pending = [pool.apply_async(task, (item,)) for item in items]
    pool.close()
    pool.join()
    return [one.get() for one in pending]
