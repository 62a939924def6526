# exercise: 03_main_guard
# right: fork 1-3 of 4, spawn 1-3 of 4, forkserver 1-3 of 4: the alarm kills the main process after two seconds while a longer task is still at work, so the run does not come to its own end.
# mistake: signal.setitimer ends the script
# named: none
import signal
from multiprocessing import Process

import work


def main():
    signal.setitimer(signal.ITIMER_REAL, 2.0)
    p = Process(target=work.task, args=("we",))
    p.start()
    print("main Process", flush=True)
    p.join()


if __name__ == "__main__":
    main()
