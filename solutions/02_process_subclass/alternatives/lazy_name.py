"""Keeps any further arguments of Process, and sets the name after the base class is ready."""

import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, task, name, **options):
        multiprocessing.Process.__init__(self, **options)
        self.name = name
        self._work = task

    def run(self) -> None:
        task, argument = self._work, self.name
        print(f"{argument} is running...")
        task(argument)
        print(f"{argument} is done")


def main():
    worker = Worker(print, "we")
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
