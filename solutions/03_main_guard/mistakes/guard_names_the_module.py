"""The guard is the wrong way round: it lets through whoever imports the file.

`__name__` is the name of the module when the file is *imported*. When it is *run*, `__name__` is
something else. So your script does nothing when it is run, and starts a process when it is imported.

Print `__name__` in both cases. In which one is the work to be done?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# fails: test_main_process_is_printed_once, test_importing_it_does_nothing
# has: if __name__ == "main_guard":
#          ...
# or: if __name__ != "__main__":
#         $_.start()
# ok: if __name__ == "__main__":
#         pass

from multiprocessing import Process

import work


if __name__ == "main_guard":
    process = Process(target=work.task, args=("we",))
    process.start()
    print("main Process")
