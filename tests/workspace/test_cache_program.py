import pytest

from workspace import cache_program
from workspace.cache_program import FOLDERS, ROOT, digest_program, list_files


@pytest.fixture
def program(tmp_path, monkeypatch):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.py").write_text("x = 1\n")
    (tmp_path / "vocabulary" / "places.txt").write_text("office\n")
    (tmp_path / "config.py").write_text("WIDTH = 1\n")
    monkeypatch.setattr(cache_program, "ROOT", tmp_path)
    return tmp_path


def read_anew():
    return digest_program.__wrapped__()


@pytest.mark.parametrize("name", ["config.py", "vocabulary/places.txt", "reading/one.py", "prompts/one.py"])
def test_code_and_tables_count(program, name):
    before = read_anew()
    (program / name).write_text("other\n")

    assert read_anew() != before


@pytest.mark.usefixtures("program")
def test_libraries_and_python_count(monkeypatch):
    digests = {read_anew()}
    monkeypatch.setattr(cache_program, "version", lambda _: "99")
    digests.add(read_anew())
    monkeypatch.setattr("sys.version", "3.99")

    assert len(digests | {read_anew()}) == 3


def test_what_is_compiled_or_tested_does_not_count(program):
    before = read_anew()
    (program / "reading" / "__pycache__").mkdir()
    (program / "reading" / "__pycache__" / "one.cpython-311.pyc").write_bytes(b"x")
    (program / "tests").mkdir()
    (program / "tests" / "test_one.py").write_text("assert 1\n")

    assert read_anew() == before


def test_every_module_that_finds_things_is_among_the_files():
    names = {path.relative_to(ROOT).as_posix() for path in list_files(ROOT)}

    assert {"scene_reader.py", "english/tokens.py", "vocabulary/weights.toml", "config.py"} <= names
    assert not any(name.startswith("tests/") for name in names)
