"""The report of a graded class: pages that need no server and no network, made of the store.

:class:`Report` writes them. What is shown of the class is gathered in :mod:`gathering`, of one student in
:mod:`student`; :mod:`pages` makes HTML of both, with the templates beside it.
"""

from autograder.reports.site.writing import Report, Written

__all__ = ["Report", "Written"]
