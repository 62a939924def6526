"""``autograder doctor``: what this machine can guarantee."""

import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.exits import FAILED, FOLDER, KIT_FAILED
from autograder.errors import UsageError


@click.command()
@click.argument("course", type=FOLDER, required=False)
@click.option("--attack", is_flag=True, help="Attack a sandbox of each level, and tell what was tried and seen.")
@click.option("--json", "as_json", is_flag=True, help="With --attack: as JSON, for other programs.")
def doctor(course: Path | None, attack: bool, as_json: bool) -> None:
    """Say what this machine can guarantee, and what to do where it cannot.

    Everything is tried, not looked up: a sandbox is made, a child is attested under each start
    method, and a sandbox of every level is attacked.

    With COURSE, a folder of nbgrader's, say instead whether `nbgrader autograde` there keeps what students
    wrote in the sandbox, by asking nbgrader itself. The exit code is 1 where it does not.
    """
    if course is not None:
        examine_course(course)
        return
    if attack:
        tell_attacks(as_json)
        return
    if as_json:
        raise UsageError("--json tells what --attack has tried; give both.")
    examine_machine()


def examine_machine() -> None:
    """Try what this machine can do, and print it; the exit code says whether a class can be graded."""
    from autograder.desk.doctor import examine, try_levels
    from autograder.engine.canaries import remedy
    from autograder.reports.doctor_tables import guarantee_table, level_table
    from autograder.reports.terminal import plain
    from autograder.sandbox.levels import Level
    from autograder.sandbox.sandbox import ELSEWHERE

    console = Console(file=sys.stdout, highlight=False)
    findings = examine()
    for finding in findings:
        mark = "[green]✓[/]" if finding.good else "[red]✗[/]"
        console.print(f"{mark} {finding.subject:<22} {plain(finding.detail)}", soft_wrap=True)
    if sys.platform != "linux":
        console.print(ELSEWHERE, soft_wrap=True)
        sys.exit(KIT_FAILED)
    trials = try_levels()
    console.print(level_table(trials))
    console.print(guarantee_table())
    fit = any(trial.had and trial.level.meets(Level.B) for trial in trials)
    if fit and all(finding.good for finding in findings):
        console.print("This machine can grade.")
        return
    if fit:
        console.print("This machine cannot grade yet; mend what is marked with ✗.")
    else:
        console.print(f"This machine cannot grade yet: it cannot give level B. To mend it, {remedy()}.", soft_wrap=True)
    sys.exit(KIT_FAILED)


def examine_course(course: Path) -> None:
    """Say of a course of nbgrader's whether it is safe."""
    from autograder.extras import find_programs, require_nbgrader

    require_nbgrader()
    find_programs()
    from autograder.gradebook.safety import examine
    from autograder.reports.terminal import plain

    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    findings = examine(course)
    for finding in findings:
        console.print(f"{'[green]✓[/]' if finding.good else '[red]✗[/]'} {plain(finding.text)}")
    safe = all(finding.good for finding in findings)
    console.print("This course is safe." if safe else "This course is not safe; mend what is marked with ✗.")
    sys.exit(0 if safe else FAILED)


def tell_attacks(as_json: bool) -> None:
    """Attack every level, and print what was seen; the exit code says whether a class can be graded."""
    import msgspec

    from autograder.desk.doctor import report_attacks, try_levels
    from autograder.reports.doctor_tables import attack_table, level_table
    from autograder.sandbox.levels import Level
    from autograder.sandbox.sandbox import ELSEWHERE

    if sys.platform != "linux":
        raise UsageError(ELSEWHERE)
    trials = try_levels()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(report_attacks(trials)), indent=2))
    else:
        console = Console(file=sys.stdout, highlight=False)
        console.print(level_table(trials))
        console.print(attack_table(trials))
    if not any(trial.had and trial.level.meets(Level.B) for trial in trials):
        sys.exit(KIT_FAILED)
