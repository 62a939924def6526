"""What runs beside the student's code, inside the sandbox.

These modules import the standard library alone and never the rest of the kit: they are copied into
the sandbox and reached by path. Nothing in them is secret and nothing they say is believed unless
the kernel says it too (see ``autograder/protocol.py``).
"""
