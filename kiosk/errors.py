"""Expected trouble: what went wrong and what to do about it, in Dutch, for the person at the screen."""


class KioskError(Exception):
    """Something a person can be told.

    `message` says what is wrong and `what_to_do` says what helps; both are whole Dutch sentences (the second may be
    empty). `str(error)` is what a screen or the command line shows. On the command line it ends with `exit_code`.
    """

    exit_code = 1

    def __init__(self, message: str, what_to_do: str = "") -> None:
        super().__init__(f"{message} {what_to_do}".strip())
        self.message = message
        self.what_to_do = what_to_do


class Refused(KioskError):
    """A rule, a permission or an order of steps says no; nothing was changed."""

    def said_of(self, field: str) -> str:
        """The message, with the name of the field that it is about in front: "Bij “Gehoord op”: Deze dag …"."""
        return f"Bij “{field}”: {self.message}"


class WrongUse(KioskError):
    """The command line was used wrongly."""

    exit_code = 2


def kind_and_place(error: BaseException) -> str:
    """What the log may know of a fault: its type and where it arose. Never its text, which may hold a child's words."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    return f"{type(error).__name__} at {where}"
