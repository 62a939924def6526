# exercise: 05_manager_share
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: a Process subclass holds the proxies and stores under self.pid.
# mistake: none
import multiprocessing


class Arbeiter(multiprocessing.Process):
    """Ein Kind, das seine Aufgabe einmal erledigt."""

    def __init__(self, aufgabe, woerterbuch, liste):
        super().__init__()
        self.aufgabe = aufgabe
        self.woerterbuch = woerterbuch
        self.liste = liste

    def run(self):
        self.woerterbuch[self.pid] = self.aufgabe()
        self.liste.append(self.pid)


def share_pids(task, n):
    with multiprocessing.Manager() as verwalter:
        d, l = verwalter.dict(), verwalter.list()
        kinder = tuple(Arbeiter(task, d, l) for _ in range(n))
        for k in kinder:
            k.start()
        for k in kinder:
            k.join()
            k.close()
        return dict(d.items()), list(l)
