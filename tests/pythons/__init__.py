"""Run the kit on every Python that it supports, each in a root of Debian's own; not part of the tests."""
