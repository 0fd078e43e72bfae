"""The one tree of errors. Every error says what was wrong, where, and what to do about it."""

from __future__ import annotations


class CorroborateError(Exception):
    """Base of all errors this package raises on purpose."""


class InputError(CorroborateError):
    """One input could not be read; it is set aside with this reason and the rest goes on.

    Args:
        where: file, line or record the trouble is in.
        reason: what is wrong, in words a user can act on.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class UnreadableInput(InputError):
    """The bytes are missing, broken, or not in any format the readers know."""


class EmptyInput(InputError):
    """The input was read, but there is no text in it."""


class CodingError(InputError):
    """A report was read, but coding it failed; only this report is set aside."""


class DataError(CorroborateError):
    """A data file that belongs to the package is missing or malformed."""


class ConfigurationError(CorroborateError):
    """An option or a setting has a value that cannot be used."""


class UnknownTypeError(DataError):
    """An event type is named that the ontology does not have."""
