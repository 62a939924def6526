"""A Process subclass of a context of its own; the demo stands under a guard."""

import multiprocessing as mp
from collections.abc import Callable

context = mp.get_context("spawn")
x: int = 100


class Zero(context.Process):
    def __init__(self, report: Callable[[int], object]) -> None:
        super().__init__(name="zero", daemon=True)
        self.report = report

    def run(self) -> None:
        globals()["x"] = 0
        print("I am done")
        self.report(globals()["x"])


def prove_isolation(report: Callable[[int], object]) -> int:
    worker = Zero(report)
    worker.start()
    worker.join()
    worker.close()
    return x


if __name__ == "__main__":
    print(prove_isolation(print))
