"""Measurements; they print figures and judge nothing by the clock."""
