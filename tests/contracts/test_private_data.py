"""Nothing that looks like a real person's data is kept in the repository."""

import re
import subprocess

import pytest

from tests.contracts.sources import ROOT

TEXTS = (".py", ".ftl", ".toml", ".md", ".txt", ".js", ".html", ".css", ".cfg", ".ini", ".example")
LOCKS = ("requirements",)
MADE_UP = re.compile(
    r"@(example\.(org|com|ru)|BotFather|school\.example|\w+\.example)|noreply@|git@|"
    r"user:password@|[\w.]+@(pytest|router|dataclass|property)"
)
EMAIL = re.compile(r"(?<![\w/:.])[\w.+-]+@[\w-]+\.[a-z]{2,6}\b")
PHONE = re.compile(
    r"(?<![\w.+/-])(?:\+7|8)[\s(-]{0,2}9\d{2}[\s)-]{0,2}\d{3}[\s-]?\d{2}[\s-]?\d{2}\b"
)
SNILS = re.compile(r"\b\d{3}-\d{3}-\d{3}[ -]\d{2}\b")


def _files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [
        name
        for name in listed.stdout.splitlines()
        if name.endswith(TEXTS) and not name.startswith(LOCKS) and (ROOT / name).is_file()
    ]


def _is_tax_number(digits: str) -> bool:
    """Whether the control digits are those of a real tax number (ИНН)."""
    weights = {
        10: ((2, 4, 10, 3, 5, 9, 4, 6, 8),),
        12: ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)),
    }[len(digits)]
    return all(
        sum(w * int(d) for w, d in zip(row, digits, strict=False)) % 11 % 10
        == int(digits[len(row)])
        for row in weights
    )


def _found(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name in _files():
        if name == "tests/contracts/test_private_data.py":
            continue
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), start=1):
            found += [f"{name}:{number} {m[0]}" for m in pattern.finditer(line)]
    return found


def test_no_real_looking_address_is_in_the_repository() -> None:
    assert not [line for line in _found(EMAIL) if not MADE_UP.search(line)]


def test_no_real_looking_mobile_phone_is_in_the_repository() -> None:
    assert not [line for line in _found(PHONE) if not line.endswith("000-00-00")]


def test_no_insurance_number_is_in_the_repository() -> None:
    assert not _found(SNILS)


def test_no_valid_tax_number_of_a_school_or_person_is_in_the_repository() -> None:
    """Ten or twelve digits beside the words that name such a number, with right check digits."""
    near = re.compile(r"(?i)инн\D{0,12}(\d{12}|\d{10})(?!\d)")
    assert not [line for line in _found(near) if _is_tax_number(re.findall(r"\d+$", line)[0])]


@pytest.mark.parametrize(
    ("digits", "is_real"), [("7707083893", True), ("7707083892", False), ("500100732259", True)]
)
def test_the_check_itself_knows_a_tax_number(digits: str, is_real: bool) -> None:
    assert _is_tax_number(digits) is is_real


@pytest.mark.parametrize("text", ["+7 912 345-67-89", "8(912)3456789"])
def test_the_check_itself_knows_a_phone(text: str) -> None:
    assert PHONE.search(text)
