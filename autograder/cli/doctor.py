"""``autograder doctor``: what this machine can guarantee."""

import sys

import click
from rich.console import Console

from autograder.cli.exits import KIT_FAILED


@click.command()
def doctor() -> None:
    """Say what this machine can guarantee, and what to do where it cannot.

    Everything is tried, not looked up: a sandbox is made, a child is attested under each start
    method, and a program inside tries to write and to connect where it must not.
    """
    from autograder.desk.doctor import examine
    from autograder.terminal import plain

    console = Console(file=sys.stdout, highlight=False)
    findings = examine()
    for finding in findings:
        mark = "[green]✓[/]" if finding.good else "[red]✗[/]"
        console.print(f"{mark} {finding.subject:<22} {plain(finding.detail)}", soft_wrap=True)
    good = all(finding.good for finding in findings)
    console.print("This machine can grade." if good else "This machine cannot grade yet; mend what is marked with ✗.")
    sys.exit(0 if good else KIT_FAILED)
