"""Stands in for the main script: a process made by spawn or forkserver runs this file first."""

from inside import birth

birth.begin()
