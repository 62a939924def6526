# exercise: 03_main_guard
# right: fork 3 of 4, spawn 0-1 of 4, forkserver 0-1 of 4: without a guard an import starts a child and prints, and a child that imports the file dies of it.
# mistake: no main guard
# named: no_main_guard
from multiprocessing import Process
import work

p = Process(target=work.task, args=("we",))
p.start()
print("main Process")
p.join()
