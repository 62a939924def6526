# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: the guard is a match statement on __name__, which runs the script part and passes over it on import.
# mistake: none
import multiprocessing
import work


def start_we():
    multiprocessing.Process(target=work.task, args=("we",), name="we").start()


match __name__:
    case "__main__":
        start_we()
        print("main Process")
        for c in multiprocessing.active_children():
            c.join()
    case _:
        pass
