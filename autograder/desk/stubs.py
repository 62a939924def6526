"""What students begin with: references without their solutions."""

from autograder.errors import UsageError

BEGIN, END = (f"{word} SOLUTION" for word in ("BEGIN", "END"))  # never whole in a file that students get
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")


def make_stub(source: str) -> str:
    """A reference without what stands between the solution markers of nbgrader's.

    The same text as nbgrader's ``ClearSolutions`` makes, which a test compares; here, because a course is proved
    and handed out also where nbgrader is not installed.
    """
    kept: list[str] = []
    inside = found = False
    for line in source.split("\n"):
        if BEGIN in line:
            if inside:
                raise UsageError(f"`### {BEGIN}` stands inside a solution that has not ended: write `### {END}` first.")
            inside = found = True
            kept += [f"{line[: len(line) - len(line.lstrip())]}{stub}" for stub in STUB]
        elif END in line:
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise UsageError(f"A solution begins and does not end: write `### {END}` below it.")
    return "\n".join(kept if found else STUB).rstrip("\n") + "\n"
