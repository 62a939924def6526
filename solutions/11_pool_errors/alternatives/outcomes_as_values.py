"""子进程里捕获异常,把它当作普通的值送回父进程。 (The worker sends back either a result or an exception.)"""
import multiprocessing as mp
from functools import partial


class Outcome:
    def __init__(self, value=None, error=None):
        self.value = value
        self.error = error


def attempt(task, item):
    try:
        return Outcome(value=task(item))
    except Exception as error:  # 在子进程里
        return Outcome(error=error)


def collect_errors(task, items, log, on_error, processes):
    pool = mp.Pool(processes)
    for outcome in pool.imap_unordered(partial(attempt, task), items):
        if outcome.error is not None:
            on_error(outcome.error)
        else:
            log(outcome.value)
    pool.close()
    pool.join()


def main():
    collect_errors(int, ["1", "x", "3"], print, print, 2)


if __name__ == "__main__":
    main()
