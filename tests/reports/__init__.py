"""Tests of ``autograder.reports``."""
