"""Tests of what the kit does with nbgrader."""
