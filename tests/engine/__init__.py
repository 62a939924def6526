"""Tests of ``autograder.engine``."""
