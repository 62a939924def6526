# exercise: 11_pool_errors
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: everything is submitted first and each get has a try of its own.
# mistake: none
from multiprocessing import Pool


def collect_errors(task, items, log, on_error, processes):
    with Pool(processes) as pool:
        handles = []
        for item in items:
            handles.append(pool.apply_async(task, (item,)))
        for handle in handles:
            try:
                result = handle.get()
            except Exception as error:
                on_error(error)
            else:
                log(result)


def share_of(number):
    return 100 // number


if __name__ == "__main__":
    collect_errors(share_of, [5, 0, 20], print, print, 2)
