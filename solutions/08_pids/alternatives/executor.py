"""A worker of an executor is a child as well, and says its own pid."""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor


def tell(report):
    me, parent = os.getpid(), os.getppid()
    report(me, parent)
    return me


def identify(report):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context()) as executor:
        return os.getpid(), executor.submit(tell, report).result()


def main():
    print("caller and child:", identify(print))


if __name__ == "__main__":
    main()
