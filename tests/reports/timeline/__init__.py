"""Tests of ``autograder.reports.timeline``."""
