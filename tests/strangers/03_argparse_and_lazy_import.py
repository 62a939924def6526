# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the import of work is inside main, the name has the default "we", and only the guard calls main.
# mistake: none
import argparse
import sys


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="we")
    options = parser.parse_args(argv)

    from multiprocessing import Process
    from work import task

    process = Process(target=task, args=(options.name,))
    process.start()
    sys.stdout.write("main Process\n")
    sys.stdout.flush()
    process.join()
    return process.exitcode


if __name__ == "__main__":
    sys.exit(main())
