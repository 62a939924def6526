"""Tests of ``autograder.desk``."""
