# exercise: 03_main_guard
# right: fork 3 of 4, spawn 3 of 4, forkserver 3 of 4: the task runs in the main process.
# mistake: target=task("we") is a call
# named: target_is_called
from multiprocessing import Process
import work

def main():
    p = Process(target=work.task("we"))
    p.start()
    print("main Process")
    p.join()

if __name__ == "__main__":
    main()
