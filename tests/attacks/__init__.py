"""Attacks and bad inputs: nothing that a submission does can harm the grader, a grade, or the machine."""
