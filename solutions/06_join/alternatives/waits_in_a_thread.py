"""A thread starts the child and waits for it; the caller waits for the thread."""

import sys
import threading
import multiprocessing


def work(task, name):
    """The exit code may as well be said in so many words."""
    try:
        task(name)
    except Exception as error:
        print("failed:", error, file=sys.stderr)
        sys.exit(1)
    sys.exit(0)


class Waiter(threading.Thread):
    def __init__(self, task, name):
        super().__init__()
        self.child = multiprocessing.Process(target=work, args=(task, name))

    def run(self):
        self.child.start()
        self.child.join()


def run_and_wait(task, name):
    waiter = Waiter(task, name)
    waiter.start()
    waiter.join()
    return waiter.child.exitcode


if __name__ == "__main__":
    print(run_and_wait(print, "we"))
