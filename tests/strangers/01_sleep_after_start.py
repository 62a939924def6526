# exercise: 01_process_target
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: all is right except that launch sleeps two seconds before it returns, so a task shorter than that is over by then.
# mistake: sleeps after the start instead of returning at once
# named: sleeps_before_returning
import time
from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,))
    process.start()
    time.sleep(2)  # give the child time to come up
    return process
