# exercise: 07_start_all_join_all
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the recursion starts on the way down and joins on the way back.
# mistake: none
from multiprocessing import get_context
from timeit import default_timer


def _go(ctx, tasks):
    if not tasks:
        return
    first, *rest = tasks
    p = ctx.Process(target=first)
    p.start()
    _go(ctx, rest)
    p.join()


def run_all(tasks):
    t0 = default_timer()
    _go(get_context(), list(tasks))
    return default_timer() - t0
