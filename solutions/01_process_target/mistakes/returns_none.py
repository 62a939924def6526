"""`launch` gives back None instead of the process.

The child was started, but the caller has nothing in hand to look after it. Either your function
ends without `return`, or it returns what `start()` gave: `start()` returns None, so in
`process = Process(...).start()` the name stands for None, and the process itself is lost.

Print what `launch` returns. In which line does a name get hold of the process?
"""
# fails: test_a_live_process_comes_back
# has: $X = $_(...).start()
# or: return $_.start()
# or: $P = Process(...)
#     $P.start()
# or: Process(...).start()
# has not: return $P
# ok: process = Process(target=task, args=(name,))
#     process.start()
#     return process

from multiprocessing import Process


def launch(task, name):
    process = Process(target=task, args=(name,)).start()
    return process
