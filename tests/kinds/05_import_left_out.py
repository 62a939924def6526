# exercise: 05_manager_share
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: each child dies of a NameError after its task.
import multiprocessing


def one(task, pairs, numbers):
    answer = task()
    pairs[os.getpid()] = answer
    numbers.append(os.getpid())


def share_pids(task, n):
    with multiprocessing.Manager() as manager:
        pairs, numbers = manager.dict(), manager.list()
        children = [multiprocessing.Process(target=one, args=(task, pairs, numbers)) for _ in range(n)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return dict(pairs), list(numbers)
