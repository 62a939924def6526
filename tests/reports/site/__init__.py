"""The pages of a graded class, as files and in a browser."""
