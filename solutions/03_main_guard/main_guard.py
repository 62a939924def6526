"""Exercise 03: a script that starts `work.task("we")` in a child process, and prints `main Process`."""

from multiprocessing import Process

import work


def main():
    """Start the child and print; to be called when this file is run, and not when it is imported."""
    ### BEGIN SOLUTION
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")


if __name__ == "__main__":
    main()
    ### END SOLUTION
