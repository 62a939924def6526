"""The child noted its failure in a global, and the parent read its own copy of that global.

Every process has memory of its own. When the child set the name, the parent's variable of that name stayed what it
was; so the parent answered the same whatever the child did.

By which attribute of a process can its parent see how it ended?
"""
# fails: test_exit_code_of_a_child_that_fails
# has: global $G
# has: def run_and_wait(...):
#          $_.join()
#          $G
# ok: return process.exitcode

from multiprocessing import Process

failed = False


def guarded(task, name):
    global failed
    try:
        task(name)
    except Exception as error:
        print(name, "failed:", error)
        failed = True


def run_and_wait(task, name):
    process = Process(target=guarded, args=(task, name))
    process.start()
    process.join()
    if failed:
        return 1
    return 0
