"""Tests of ``autograder.intake``."""
