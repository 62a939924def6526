# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the wrapper in the child calls the task once and says so through a pipe, and the parent then prints once.
# mistake: none
from multiprocessing import Pipe, Process

import work


def child(conn):
    with conn:
        work.task("we")
        conn.send("ok")


def main():
    here, there = Pipe()
    p = Process(target=child, args=(there,))
    p.start()
    there.close()
    try:
        here.recv()
    except EOFError:
        print("the child died")
    p.join()
    print("main Process")


if __name__ == "__main__":
    main()
