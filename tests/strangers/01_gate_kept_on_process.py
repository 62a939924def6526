# exercise: 01_process_target
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the event that lets the child begin is opened at once and kept on the Process object, so it outlives launch.
# mistake: none
from multiprocessing import Process, Event


def after_gate(gate, task, name):
    gate.wait()
    task(name)


def launch(task, name):
    gate = Event()
    process = Process(target=after_gate, args=(gate, task, name))
    process.start()
    process.gate = gate      # keep it as long as the process object
    gate.set()
    return process
