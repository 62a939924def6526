"""The sandbox itself: its levels, its filter, and that each of its parts is needed."""
