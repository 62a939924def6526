"""All that the kit has to do with nbgrader: the course, the notebooks, and grading in place of a kernel.

Nothing else in the kit imports nbgrader, nbformat, nbconvert or SQLAlchemy: they belong to the
extra ``instructor``, and are not in a student's installation.
"""
