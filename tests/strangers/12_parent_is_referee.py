# exercise: 12_manager_race
# right: fork 3 of 3, spawn 3 of 3, forkserver 3 of 3: each child asks the parent over its pipe and adds only between the parent's yes and its own thanks, and the parent says yes to one at a time.
# mistake: none
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


def add(shared, key, line):
    line.send("may I?")
    line.recv()
    shared[key] += 1
    line.send("thanks")
    line.close()


def count(shared, key, n):
    lines = []
    children = []
    for _ in range(n):
        here, there = Pipe()
        child = Process(target=add, args=(shared, key, there))
        child.start()
        there.close()
        lines.append(here)
        children.append(child)
    open_lines = list(lines)
    while open_lines:
        for line in wait(open_lines):
            line.recv()             # may I?
            line.send("yes")
            line.recv()             # thanks
            open_lines.remove(line)
            line.close()
    for child in children:
        child.join()
