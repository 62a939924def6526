"""Tests of ``autograder.platforms``."""
