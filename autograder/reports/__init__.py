"""Show results: in the terminal, as HTML, as files for other programs."""
