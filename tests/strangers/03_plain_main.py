# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: everything that runs is in main, and main is called under the guard only.
# mistake: none
"""Exercise 03: a script that starts `work.task("we")` in a child process, and prints `main Process`."""

from multiprocessing import Process

import work


def main() -> None:
    """Start the child and print; to be called when this file is run, and not when it is imported."""
    child = Process(target=work.task, args=("we",))
    child.start()
    print("main Process")


if __name__ == "__main__":
    main()
