"""What was written down of a run, as checks may read it."""

from autograder.engine.evidence import Evidence, ObservedStep, ProbeCall, Process, Standstill


class ObservedRecord:
    """The record of one run: processes, calls, steps, and moments at which nobody could move."""

    evidence: Evidence

    @property
    def output(self) -> str:
        """All that the program and its children printed, up to a limit.

        >>> "main" in observed.output
        True
        """
        return self.evidence.output

    @property
    def caller(self) -> Process:
        """The process that called the student's functions.

        >>> observed.caller.is_caller
        True
        """
        return self.evidence.caller

    @property
    def processes(self) -> list[Process]:
        """Every process that was seen, the caller and Python's own helpers among them, in the order of birth.

        >>> observed.processes[0] is observed.caller
        True
        """
        return self.evidence.processes

    @property
    def made(self) -> list[Process]:
        """The processes that the student's code has made.

        >>> len(observed.made)
        6
        """
        return self.evidence.made()

    @property
    def unannounced(self) -> list[int]:
        """The pids of what the file started as it was loaded, and what is no process of multiprocessing or of a fork.

        One that had ended by then is 0.

        >>> observed.unannounced
        []
        """
        return self.evidence.unannounced

    @property
    def calls(self) -> list[ProbeCall]:
        """The calls of all probes, in the order of arrival.

        >>> observed.calls[0].process is observed.caller
        False
        """
        return self.evidence.calls

    @property
    def steps(self) -> list[ObservedStep]:
        """The steps that were begun, in order.

        >>> len(observed.steps)
        5
        """
        return self.evidence.steps

    @property
    def failed_step(self) -> ObservedStep | None:
        """The step that raised or asked for a name that is missing, if there is one.

        >>> observed.failed_step is None
        True
        """
        return self.evidence.failed_step()

    @property
    def standstills(self) -> list[Standstill]:
        """The moments at which nobody could move, so that the judge let calls go on.

        >>> len(observed.standstills[0].held)
        3
        """
        return self.evidence.standstills
