"""Refusals of the domain: each has one sentence in ``locales/*/errors.ftl``."""


class DomainError(Exception):
    """What was asked cannot be done; ``key`` names the sentence that says why.

    ``args_`` fill the sentence; nothing has been changed when it is raised.
    """

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.args_ = args


class Forbidden(DomainError):
    """The actor may not do this."""

    def __init__(self, key: str = "error-forbidden", **args: str | int) -> None:
        super().__init__(key, **args)


class NotFound(DomainError):
    """There is no such object in the actor's organisation."""

    def __init__(self, key: str = "error-not-found", **args: str | int) -> None:
        super().__init__(key, **args)


class Rejected(DomainError):
    """The input cannot be taken; the sentence says what to send instead."""


class Stale(DomainError):
    """The button belongs to a state that is gone; ``subject`` names what to show now."""

    def __init__(self, key: str, *, subject: str = "", subject_id: int = 0) -> None:
        super().__init__(key)
        self.subject = subject
        self.subject_id = subject_id
