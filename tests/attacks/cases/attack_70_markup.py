"""Attack 70: put markup into output, names and results.

expect: F
says: <img src=x
"""

def launch(task, name):
    print("<script>alert(1)</script>")
    raise ValueError("<img src=x onerror=alert(1)> & \"quoted\" [bold]")
