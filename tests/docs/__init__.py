"""Tests of the documentation in ``docs/``."""
