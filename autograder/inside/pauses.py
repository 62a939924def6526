"""A process of the student's waits at the judge before each deed that other processes can see, once for each place.

Whoever looks first and acts on it later has a gap in between, in which another one may look, too. Here it is made
wide: when nobody else can move, all go on together. Deeds are calls, and what is stored in an attribute or an item;
where they stand is the compiler's word (``dis``), and they are met by tracing (``sys.settrace``). A place is a gap
once in each process: who comes there again, in a loop, is not kept. This is delay and nothing else: whoever
undoes it runs as it would anyhow.
"""

import opcode
import sys
import threading

from inside import wire

DEEDS = ("CALL", "CALL_KW", "CALL_FUNCTION_EX", "BEFORE_WITH", "STORE_ATTR", "STORE_SUBSCR", "DELETE_SUBSCR")
CODES = {opcode.opmap[name] for name in DEEDS if name in opcode.opmap}
CO_OPTIMIZED = 1  # a function's code, and not a module's or a class's
ahead = {}  # the places that this process has not come to yet, by code


def install():
    """From now on, wait before deeds in every thread; also in what runs already, if it was forked there."""
    threading.settrace(enter)
    sys.settrace(enter)
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = enter(frame, "call", None)
        frame = frame.f_back


def enter(frame, event, argument):
    """A function is entered: the student's own are traced from instruction to instruction."""
    code = frame.f_code
    if not code.co_flags & CO_OPTIMIZED or not code.co_filename.startswith(wire.STUDENT_FOLDER):
        return None
    if code not in ahead:
        ahead[code] = {place for place in range(0, len(code.co_code), 2) if code.co_code[place] in CODES}
    if not ahead[code]:
        return None
    frame.f_trace = attend  # since 3.13, instructions are told to whoever is there when it is asked for
    frame.f_trace_opcodes, frame.f_trace_lines = True, False
    return attend


def attend(frame, event, argument):
    """An instruction is next: before a deed, wait until the judge says go on."""
    places = ahead[frame.f_code]
    if event == "opcode" and frame.f_lasti in places:
        places.discard(frame.f_lasti)
        try:
            with wire.connect({"role": "pausing"}) as connection:
                wire.hear(connection)
        except OSError:
            return None  # the judge has gone, or this process may open nothing any more
    return attend
