"""Tests of ``autograder.checks``."""
