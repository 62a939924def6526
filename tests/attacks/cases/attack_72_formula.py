"""Attack 72: put a formula where a spreadsheet would take it.

expect: F
says: =cmd|
"""

class Formula(Exception):
    pass


Formula.__name__ = "=cmd|' /C calc'!A0"


def launch(task, name):
    raise Formula("+1")
