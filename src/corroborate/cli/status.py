"""Exit statuses, and what is said on standard error when a command ends badly."""

from __future__ import annotations

from enum import IntEnum

from corroborate.errors import ConfigurationError, CorroborateError, DataError, InputError


class Status(IntEnum):
    """What the program gives back to the shell; 1, an unexpected fault, is Python's own."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    SET_ASIDE = 3
    ASSERTION_FAILED = 4
    CONFIGURATION = 5
    INTERRUPTED = 130


def status_of(error: CorroborateError) -> Status:
    """The exit status for an error that ended the program."""
    if isinstance(error, InputError):
        return Status.SET_ASIDE
    if isinstance(error, (ConfigurationError, DataError)):
        return Status.CONFIGURATION
    return Status.FAULT
