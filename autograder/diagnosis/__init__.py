"""Say what went wrong: Python's own error, told plainly, and the mistake by its name.

The rule. A mistake is named when (a) it explains every strange observation of the program's runs: all that no right
program shows, errors with their type and place included, is what the mistake's own program showed when it was recorded,
and at least half of what that always shows is there (all of it, if some other mistake fits so); and (b) the source
holds the construct that the mistake's file declares, and not its opposite. What a program prints, what the exercise
does not grade, and what was still at work when an exception ended a step, counts for nothing; what only some recorded
runs showed may be there or not. Two mistakes explain a program together only if each passes (b). Of several the one is
named whose construct is the more special; if that leaves more than one, none is: the plain evidence, and Python's error
above it, is better than a wrong name.
"""
