"""The intake under inputs that nobody would make by hand: bytes decide what is built, and then what is broken in it."""
