"""Attack 42: files without end (400,000 at most).

expect: T or M
says: without coming to an end
expect D: F
says D: PermissionError
harms E: SCRATCH, it would leave 400,000 files in /tmp
"""

def launch(task, name):
    for number in range(400_000):
        open(f"/tmp/{number}", "w").close()
