"""A context of the student's own, and a fresh worker for each task."""
import multiprocessing as mp


def collect(task, items, log, processes):
    context = mp.get_context("spawn")
    pool = context.Pool(processes=processes, maxtasksperchild=1)
    try:
        handles = [pool.apply_async(func=task, args=[item], callback=log) for item in items]
    finally:
        pool.close()
        pool.join()
    print(len(handles), "done")
