"""No callback: the main thread takes the results in the order in which they come, and logs them itself."""

from multiprocessing import Pool


def collect(task, items, log, processes):
    with Pool(processes) as pool:
        for result in pool.imap_unordered(task, items):
            log(result)


def add_hundred(number):
    return number + 100


if __name__ == "__main__":
    collect(add_hundred, range(10), print, 4)
