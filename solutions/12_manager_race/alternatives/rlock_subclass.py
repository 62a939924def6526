"""A Process subclass with an RLock and a context of its own, with a demo under a guard."""

import multiprocessing as mp

context = mp.get_context()


class Adder(context.Process):
    def __init__(self, shared: dict, key: str, lock) -> None:
        super().__init__(name=f"adder of {key}")
        self.shared, self.key, self.lock = shared, key, lock

    def run(self) -> None:
        self.lock.acquire()
        try:
            value: int = self.shared.get(self.key, 0)
            self.shared.update({self.key: value + 1})
        finally:
            self.lock.release()
        print(self.name, "is done")


def count(shared: dict, key: str, n: int) -> None:
    lock = context.RLock()
    adders = [Adder(shared, key, lock) for _ in range(n)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()


if __name__ == "__main__":
    with mp.Manager() as manager:
        hits = manager.dict(hits=7)
        count(hits, "hits", 4)
        print(hits["hits"])
