"""Chooses its own start method inside the guard, joins, and ends with `sys.exit`."""

import multiprocessing as mp
import sys

import work


def run(name: str) -> None:
    print(name, "is about to work", flush=True)
    work.task(name)


def main(arguments: list[str]) -> int:
    name = arguments[0] if arguments else "we"
    child = mp.Process(target=run, args=[name], name="worker")
    child.start()
    child.join()
    print("main Process")
    return child.exitcode or 0


if "__main__" == __name__:
    mp.set_start_method("spawn")
    sys.exit(main(sys.argv[1:]))
