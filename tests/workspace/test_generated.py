"""What the program remembers in a prompt file is read back typed, or its fault told with the line."""

from pathlib import Path

import pytest

from untrusted import parse_toml
from workspace.generated import Chosen, Memory, read_memory
from workspace.shots import Shot

OWN = """
prompt = "ink"
negative_prompt = ""
seed = 7
text_sha256 = "ab"
sketch = "cd"
"""


def read(more, own=OWN):
    text = f"[generated]{own}{more}"
    return read_memory(parse_toml(text)["generated"], Path("p.toml"), text)


def test_what_a_table_says():
    found = read(
        'shot = "wide shot"\nshot_for = "Emma: reading"\ncast = {Emma = "x"}\n'
        'given = {steps = 4}\nchosen = {picture = "a", instead_of = "b"}\n'
    )

    assert found.fault == ""
    assert (found.generated.prompt, found.generated.seed, found.generated.identity.sha256) == ("ink", 7, "ab")
    assert found.generated.shot == Shot("wide shot", "Emma: reading")
    assert found.generated.cast == {"Emma": "x"}
    assert found.remembered.given == {"steps": 4}
    assert found.chosen == Chosen("a", "b")


@pytest.mark.parametrize("more", ["", "rules = 3\n", "keep = true\n", "[generated.of_tomorrow]\nx = []\n"])
def test_other_versions_say_less_or_more(more):
    found = read(more)

    assert found.generated.cast is None
    assert (found.fault, found.remembered, found.chosen) == ("", None, None)


def test_without_its_own_values_the_file_is_the_authors():
    assert read("", own='\nprompt = "ink"\n').generated is None
    assert read_memory(None, Path("p.toml"), "") == Memory()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("generated = 1", "p.toml, line 1: generated is 1, not a table; delete that line"),
        ("seed = 1\n[[generated]]", "p.toml, line 2: generated is [{}], not a table; delete that line"),
        (f"[generated]{OWN}shot = 3", "line 7: generated.shot is 3, not text; put it back"),
        (f"[generated]{OWN}given = 3", "line 7: generated.given is 3, not a table; put it back"),
        (f"[generated]{OWN}given_over = []", "line 7: generated.given_over is [], not a table"),
        (f"[generated]{OWN}cast = {{Emma = 1}}", "line 7: generated.cast.Emma is 1, not text"),
        (f"[generated]{OWN}[generated.cast]\nEmma = 1", "line 8: generated.cast.Emma is 1, not text"),
        (f"[generated]{OWN}chosen = {{picture = 1}}", "line 7: generated.chosen.instead_of is missing"),
        (f"[generated]{OWN.replace('7', 'true')}", "line 4: generated.seed is True, not a whole number from 0 to"),
        (f"[generated]{OWN.replace('7', '4294967296')}", "line 4: generated.seed is 4294967296, not a whole number"),
        (f"[generated]{OWN.replace('7', '[[[[[1]]]]]')}", "line 4: generated.seed is [[[...]]], not a whole number"),
        ("[generated]\nprompt = 5", "line 2: generated.prompt is 5, not text"),
    ],
)
def test_what_the_program_cannot_have_written_is_told_with_its_line(text, said):
    found = read_memory(parse_toml(text)["generated"], Path("p.toml"), text)

    assert said in found.fault
    assert found.generated is None
