# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: a condition with a turn number lets the children add in the order of their numbers, each holding the condition's lock.
# mistake: none
import multiprocessing as mp


def add(shared, key, cond, turn, me):
    with cond:
        cond.wait_for(lambda: turn.value == me)
        value = shared[key]
        shared[key] = value + 1
        turn.value += 1
        cond.notify_all()


def count(shared, key, n):
    cond = mp.Condition()
    turn = mp.Value("i", 0)
    crew = [mp.Process(target=add, args=(shared, key, cond, turn, i)) for i in range(n)]
    for c in reversed(crew):
        c.start()
    for c in crew:
        c.join()
