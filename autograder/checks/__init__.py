"""Checks over evidence: exercises, submissions, the pytest plugin, verdicts and diagnosis."""
