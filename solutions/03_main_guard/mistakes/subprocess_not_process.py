"""The child is a program of its own, started by `subprocess`, and not a `Process`.

`subprocess` starts any program there is; that this one happens to be Python again is up to the command that was written
down. What it is to do is a text, which nobody looks at before it runs. A `Process` of `multiprocessing` is handed a
function and its arguments instead, and does the same under every start method. This exercise is about that one, and
about what it does with your file.

Which class stands for a child process that runs a function of yours?
"""
# fails: test_the_script_has_the_task_run_in_a_child, test_each_run_makes_one_child
# has: subprocess.Popen(...)
# or: subprocess.run(...)
# or: subprocess.call(...)
# or: subprocess.check_call(...)
# has not: Process(...)
# ok: if __name__ == "__main__":
#         Process(target=work.task, args=("we",)).start()

import subprocess
import sys

if __name__ == "__main__":
    child = subprocess.Popen([sys.executable, "-c", "import work; work.task('we')"])
    print("main Process", flush=True)
    child.wait()
