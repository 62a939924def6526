# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a subclass of the forkserver context's Process calls work.task once in one child, and the start is guarded.
# mistake: none
import multiprocessing as mp

import work


class We(mp.get_context("forkserver").Process):
    def run(self):
        work.task(self.name)


def main():
    we = We(name="we")
    we.start()
    print("main Process")
    we.join()
    return we.exitcode


if __name__ == "__main__":
    raise SystemExit(main())
