"""The words of drivers and libraries: each row knows its example alone; the system's own errors within them."""

import pytest

from sdxl.failures import kind_of_failure
from sdxl.fault_words import WINDOWS_ERRORS, WORDS, read_system_error


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in WORDS.items() for row in rows], ids=lambda value: str(value)[:40]
)
def test_every_row_knows_its_example_alone(kind, row):
    assert kind_of_failure(RuntimeError(row.example)) == kind
    assert kind_of_failure(ValueError(row.example)) == ""


@pytest.mark.parametrize(
    ("text", "system", "number"),
    [
        ("Input/output error (os error 5)", "linux", 5),
        ("Zugriff verweigert (os error 5)", "win32", 13),
        ("E/A-Geraetefehler (os error 1117)", "win32", 5),
        ("Datenfehler (os error 23)", "win32", 5),
        ("unable to mmap 9 bytes from file </m>: Input/output error (5)", "linux", 5),
        ("unable to open file </m> in read-only mode: No such file or directory (2)", "linux", 2),
        ("words that no table has (os error 4711)", "win32", None),
        ("shape is invalid (5)", "linux", None),
        ("", "linux", None),
    ],
)
def test_the_systems_error_is_read_from_a_librarys_words(text, system, number):
    found = read_system_error(text, system)

    assert (found and found.errno) == number


def test_windows_errors_are_named_as_other_systems_name_them():
    import errno

    assert all(hasattr(errno, name) for name in WINDOWS_ERRORS.values())
