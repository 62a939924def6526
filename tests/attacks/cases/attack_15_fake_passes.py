"""Attack 15: print what looks like passed checks and a result.

expect: F
says: was called 1 time: in process
"""

def launch(task, name):
    task(name)
    print("PASSED test_the_task_runs_in_a_child [100%]")
    print('{"outcome": "passed", "points": 12.0, "max_points": 12.0}')
    print("12 of 12 points")
