"""Senses: what stands behind a verb says what is done."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import find_pose, poses
from storyboard.senses import (
    FILLERS,
    NOTHING,
    group,
    head_of,
    is_abstract,
    look_behind,
    one_of,
    read_column,
    sense_of,
    sense_rows,
    thing_of,
    without_fillers,
    words_of_part,
)

GROUPS = read_table("senses")["group"]
LINES = (Path(__file__).parents[1] / "verbs_in_use.txt").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split(" | ")) for line in LINES if line and not line.startswith("#")]
BY_VERB = {
    verb: list(rows)
    for verb, rows in groupby(sorted(CASES, key=lambda row: row[1].split()[0]), lambda row: row[1].split()[0])
}


@pytest.mark.parametrize("verb", BY_VERB)
def test_a_verb_leads_to_what_an_illustrator_would_draw(verb):
    wanted = {action: pose.replace(NOTHING, "") for pose, action in BY_VERB[verb]}
    assert {action: find_pose(action) for action in wanted} == wanted


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("a photo in her hand", "photo"),
        ("up the old brass lamp", "old brass lamp"),
        ("a sheaf of papers to the light", "sheaf of papers"),
        ("at the man with the dog", "man"),
        ("out of the window", "window"),
        ("his brother the phone", "brother phone"),
        ("", ""),
        ("up", ""),
    ],
)
def test_the_first_noun_is_what_the_deed_is_done_to(words, thing):
    assert " ".join(thing_of(tuple(without_fillers(words.split())))) == thing


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the old brass lamp with care", "lamp"),
        ("out his resentment", "resentment"),
        ("a piece of advice", "advice"),
        ("a cup of kindness", "cup"),
        ("into the lamp", ""),
        ("gently", ""),
        ("", ""),
    ],
)
def test_the_head_of_a_direct_object_is_found(words, head):
    assert head_of(words.split()) == head


@pytest.mark.parametrize(
    ("noun", "abstract"),
    [
        ("impression", True),
        ("aggression", True),
        ("kindness", True),
        ("opportunities", True),
        ("hate", True),
        ("invitation", False),
        ("television", False),
        ("documents", False),
        ("harness", False),
        ("ship", False),
        ("city", False),
        ("lamp", False),
    ],
)
def test_an_abstract_noun_is_told_from_a_thing_of_the_same_ending(noun, abstract):
    assert is_abstract(noun) is abstract


def test_no_thing_that_can_be_drawn_is_abstract():
    words = {word for row in read_table("things")["thing"].values() for word in str(row.get("words", "")).split()}
    assert {word for word in words if is_abstract(word)} <= {"trick"}


@pytest.mark.parametrize(
    ("verb", "words", "pose"),
    [
        ("holding", "the photo in his hand", None),
        ("holding", "his hand", "holding_hands"),
        ("carrying", "on with the lesson", ""),
        ("carrying", "on", ""),
        ("struggling", "with his resentment", ""),
        ("struggling", "with the burglar", None),
        ("aiming", "", None),
    ],
)
def test_a_column_says_where_its_words_must_stand(verb, words, pose):
    assert sense_of(verb, look_behind(words.split())) == pose


def test_a_column_is_read_with_its_sign_and_its_groups():
    assert read_column(["=", "@feet", "stool"]) == ("=", {"feet", "foot", "stool"})
    assert read_column(["^", "up"]) == ("^", {"up"})
    assert read_column(["in_bed", "hands"]) == ("", {"in_bed", "hand"})


def test_every_sense_leads_to_a_row_and_every_group_has_words():
    for name, verbs, columns in sense_rows():
        assert name == NOTHING or name in poses(), name
        assert verbs, name
        assert columns, (name, verbs)
        assert all(columns), (name, verbs)
        assert all(part[1:] in GROUPS for column in columns for part in column if part.startswith("@")), columns
    assert "letter" in set(words_of_part("@paper"))
    assert group("minded") <= set(poses()), group("minded") - set(poses())


def test_no_word_of_a_row_is_dropped_before_it_is_sought():
    words = {
        word
        for _, _, columns in sense_rows()
        for column in columns
        if column[0] != "^"
        for part in column
        for word in words_of_part(part)
    }
    assert words & FILLERS <= {"her"}


def test_no_row_stands_behind_one_that_takes_all_it_could_take():
    """A later row of the same verb with the same words is never read."""
    seen: dict[tuple[str, str], str] = {}
    for name, verbs, columns in sense_rows():
        for verb in verbs:
            key = (verb, " | ".join(" ".join(sorted(column)) for column in columns))
            assert key not in seen, (key, name, seen[key])
            seen[key] = name  # where a whole column is the same; the words of a smaller one may return


@pytest.mark.parametrize(
    ("word", "single"), [("opportunities", "opportunity"), ("lamps", "lamp"), ("glass", "glass"), ("dies", "die")]
)
def test_a_plural_is_sought_as_the_singular(word, single):
    assert one_of(word) == single
