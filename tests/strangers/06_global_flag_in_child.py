# exercise: 06_join
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the child sets its own copy of failed, so the caller always answers 0.
# mistake: expects a global set in the child to arrive in the parent
# named: global_set_in_the_child
from multiprocessing import Process

failed = False


def guarded(task, name):
    global failed
    try:
        task(name)
    except Exception as error:
        print(error)
        failed = True


def run_and_wait(task, name):
    p = Process(target=guarded, args=(task, name))
    p.start()
    p.join()
    if failed:
        return 1
    return 0
