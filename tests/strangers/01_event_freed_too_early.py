# exercise: 01_process_target
# right: fork 4 of 4, spawn 0-3 of 4, forkserver 0-3 of 4: the local Event is freed when launch returns, and with it its named semaphore, before a fresh child could open it.
# mistake: the Event lives only as long as launch, works by luck under fork
# named: none
from multiprocessing import Event, Process


def wait_for_go(go, task, name):
    go.wait()
    task(name)


def launch(task, name):
    go = Event()
    process = Process(target=wait_for_go, args=(go, task, name))
    process.start()
    go.set()
    return process
