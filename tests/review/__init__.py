"""Tests of the desk of nbgrader: real databases, browsers and commands."""
