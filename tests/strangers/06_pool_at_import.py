# exercise: 06_join
# right: fork 0-3 of 4, spawn 0 of 4, forkserver 0 of 4: the pool is made when the file is imported and its worker never goes.
# mistake: a pool at module level
# named: none
from multiprocessing import Pool

pool = Pool(1)


def run_and_wait(task, name):
    result = pool.apply_async(task, (name,))
    result.wait()
    return 0 if result.successful() else 1
