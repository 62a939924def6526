"""Pictures of a run: who was alive, who called, who waited for whom, and when nobody could move.

:func:`draw` makes one picture of a run's evidence, and beside it of the reference's. Painters show it:
:mod:`terminal` where the student types, :mod:`svg` on pages, :mod:`words` to whoever cannot see it. :mod:`trace`
writes the evidence for programs that show traces.
"""

from autograder.reports.timeline.drawing import draw
from autograder.reports.timeline.model import Timeline

__all__ = ["Timeline", "draw"]
