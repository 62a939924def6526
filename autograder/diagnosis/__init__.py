"""Name the mistake: facts of evidence, and the signatures of known mistakes."""
