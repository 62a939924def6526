# exercise: 06_join
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the manager keeps a note for the log only, the child is joined without limit, and the manager ends with its block.
# mistake: none
import traceback
from multiprocessing import Process
from multiprocessing.managers import SyncManager


def child(task, name, notes):
    try:
        task(name)
    except Exception as error:
        notes["error"] = "".join(traceback.format_exception_only(error)).strip()
        raise


def run_and_wait(task, name):
    with SyncManager() as manager:
        notes = manager.dict()
        p = Process(target=child, args=(task, name, notes))
        p.start()
        p.join()
        if "error" in notes:
            print("note:", notes["error"])
    return p.exitcode
