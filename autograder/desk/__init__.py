"""The instructor's desk: whole classes, the proof of a course, and what a machine can do."""
