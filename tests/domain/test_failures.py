"""A failure is told by its kind, a code, and places; its own words may be a person's."""

import errno
import socket
import ssl

import pytest

from domain.failures import Told, reason, with_causes

MANY = "Multiple exceptions: [Errno 111] Connect call failed ('::1', 1), [Errno 111] 'Иванов'"
UNTRUE = ssl.SSLCertVerificationError(1, "certificate of Иванов")
UNTRUE.reason = "CERTIFICATE_VERIFY_FAILED"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("Иванов"), "ValueError"),
        (OSError(errno.ENOSPC, "Иванов"), "OSError: No space left on device"),
        (OSError("Иванов"), "OSError"),
        (OSError("Иванов", "Пётр"), "OSError"),
        (OSError(MANY), "OSError: Connection refused"),
        (socket.gaierror(-2, "Name or service not known"), "gaierror: Name or service not known"),
        (UNTRUE, "SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED"),
        (Told("three rows lost their parents"), "Told: three rows lost their parents"),
    ],
)
def test_a_reason_is_the_codes_or_the_systems_words_or_our_own(
    error: Exception, said: str
) -> None:
    assert reason(error) == said


def test_failures_that_came_from_each_other_are_told_once() -> None:
    first, second = KeyError("Иванов"), ValueError("Пётр")
    first.__cause__, second.__context__ = second, first
    assert with_causes(first) == "KeyError\nbecause of\nValueError"
