# exercise: 01_process_target
# right: fork 2 of 4, spawn 2 of 4, forkserver 2 of 4: it joins the child before it returns.
# mistake: waits for the child before it returns
# named: joins_before_returning
from multiprocessing import Process


def launch(task, name):
    p = Process(target=task, args=(name,))
    p.start()
    p.join()
    print("Process finished")
    return p
