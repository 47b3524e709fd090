"""Chapters and scenes that a command line names must exist."""

import pytest

from errors import UsageError
from workspace.selection import find_chapter, find_file, find_scenes, say_numbers, spell

NOVEL = [(1, 1), (1, 2), (2, 1), (4, 1)]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        pytest.param(range(1, 2), {(1, 1), (1, 2)}, id="one"),
        pytest.param(range(1, 3), {(1, 1), (1, 2), (2, 1)}, id="two"),
        pytest.param(range(0), set(), id="none"),
    ],
)
def test_chapters(numbers, found):
    assert find_chapter(numbers, NOVEL) == found


def test_scenes():
    assert find_scenes(1, range(2, 3), NOVEL) == {(1, 2)}


@pytest.mark.parametrize(
    ("find", "words"),
    [
        pytest.param(
            lambda: find_chapter(range(2, 5), NOVEL),
            r"Chapter 3 does not exist: the novel has chapters 1, 2, 4\.",
            id="a gap",
        ),
        pytest.param(
            lambda: find_scenes(2, range(1, 3), NOVEL), r"Scene 2:2 does not exist: chapter 2 has 1", id="one"
        ),
        pytest.param(lambda: find_scenes(9, range(1, 2), NOVEL), "Chapter 9 does not exist", id="of no chapter"),
        pytest.param(lambda: find_chapter(range(1, 10**12), NOVEL), "Chapter 3 does not exist", id="no end of them"),
    ],
)
def test_what_does_not_exist_is_said_with_what_does(find, words):
    with pytest.raises(UsageError, match=words):
        find()


@pytest.mark.parametrize(
    ("chapters", "words"),
    [
        ({1}, "chapter 1"),
        ({3, 1, 2}, "chapters 1 to 3"),
        ({1, 3}, "chapters 1, 3"),
    ],
)
def test_numbers_are_said(chapters, words):
    assert say_numbers(chapters) == words


FILES = {(1, 1): "Part 1/Rope.md", (1, 2): "Part 1/end.md", (2, 1): "Part 2/Rope.md", (3, 1): "v1.2 lock.md"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Part 1/Rope.md", {(1, 1), (1, 2)}, id="whole: all of the chapter that runs on in another file"),
        pytest.param("part 2/rope", {(2, 1)}, id="without its ending, in another case"),
        pytest.param("Rope.md", {(1, 1), (1, 2), (2, 1)}, id="in two folders"),
        pytest.param("rope", {(1, 1), (1, 2), (2, 1)}, id="the bare name"),
        pytest.param("chapters/v1.2 lock.md", {(3, 1)}, id="with the novel's folder"),
        pytest.param("part 1\\end.md", {(1, 1), (1, 2)}, id="as Windows writes it"),
    ],
)
def test_chapters_by_the_names_of_their_files(name, found):
    assert find_file(name, FILES) == found


@pytest.mark.parametrize("name", ["roop", "zzz", "1,3"])
def test_a_name_that_is_none_is_said_with_the_nearest(name):
    with pytest.raises(UsageError, match=rf"No chapter's file is called {name}: .*Rope\.md\.") as caught:
        find_file(name, FILES)

    assert "\n" not in str(caught.value)


def test_the_ways_to_name_a_file():
    assert spell("a/b.md") == ("a/b.md", "a/b", "b.md", "b")
