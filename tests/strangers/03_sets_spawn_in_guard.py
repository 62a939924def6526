# exercise: 03_main_guard
# right: fork 4 of 4, spawn 4 of 4, forkserver 4 of 4: set_start_method stands first inside the guard, which the contract allows.
# mistake: none
import multiprocessing
import work

if __name__ == '__main__':
    multiprocessing.set_start_method("spawn", force=True)
    multiprocessing.freeze_support()
    p = multiprocessing.Process(target=work.task, args=("we",))
    p.start()
    print("main Process")
    p.join()
    p.close()
