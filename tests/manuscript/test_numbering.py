"""All names together: their order, each file's own number, and the chapters' numbers."""

import pytest

from manuscript.numbering import (
    choose_numbers,
    final_numbers,
    own_numbers,
    path_keys,
    read_names,
    say_numbers,
    say_span,
    split_path,
    stem_of,
)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["ch2", "ch10"], id="2 before 10"),
        pytest.param(["05", "05.5", "06"], id="a half between"),
        pytest.param(["7", "7a", "7b", "8"], id="letters"),
        pytest.param(["01a-arrival", "01b-rope", "02a-snow"], id="letters throughout"),
        pytest.param(["21", "22", "22-pt1", "22-pt2", "23"], id="parts of a chapter behind it"),
        pytest.param(["1-1", "1-2", "1-10", "2-1"], id="two numbers"),
        pytest.param(["1.2 rope", "1.10 mill"], id="two numbers with a point"),
        pytest.param(["S01E01", "S01E02", "S02E01"], id="seasons"),
        pytest.param(["1x01", "1x02", "2x01"], id="seasons in short"),
        pytest.param(["Volume 1 Chapter 2", "Volume 2 Chapter 1"], id="volumes"),
        pytest.param(["Chapter 1 Vol 1", "Chapter 2 Vol 1", "Chapter 1 Vol 2"], id="volumes behind the chapter"),
        pytest.param(["b1 prologue", "b1 c1", "b1 epilogue", "b2 prologue", "b2 c1"], id="each volume's own prologue"),
        pytest.param(["part-1", "part-1-chapter-1", "part-1-epilogue", "part-2-chapter-1"], id="parts before chapters"),
        pytest.param(["Chapter One", "Chapter Two", "Chapter Ten", "Chapter Twenty-One"], id="number words"),
        pytest.param(["one", "two", "three", "twenty", "twenty-one"], id="bare number words"),
        pytest.param(["eins", "zwei", "drei"], id="German"),
        pytest.param(["primero", "segundo", "tercero"], id="Spanish"),
        pytest.param(["I", "II", "III", "IV", "V", "IX", "X"], id="Roman"),
        pytest.param(["i-rope", "ii-mill", "ix-lock"], id="Roman before a title"),
        pytest.param(["Rope", "Rope II", "Rope V", "Rope IX"], id="Roman behind the same words"),
        pytest.param(["prologue", "ch1", "ch2", "epilogue"], id="prologue first, epilogue last"),
        pytest.param(["Prólogo", "Capítulo 1", "Epílogo"], id="Spanish, with accents"),
        pytest.param(["prolog", "kapitel 1", "nachspiel"], id="German ends"),
        pytest.param(["prologue-1", "prologue-2", "chapter-1", "epilogue-1", "epilogue-2"], id="numbered ends"),
        pytest.param(["01-x", "apple", "epilogue"], id="no number after numbers, before the epilogue"),
        pytest.param(["02-x", "03-epilogue", "04-y"], id="a numbered epilogue where it says"),
        pytest.param(["00-prologue", "01-x"], id="a numbered prologue"),
        pytest.param(
            ["2019-11-01-chapter-1", "2019-11-08-interlude", "2019-11-15-epilogue", "2019-12-01-x"], id="posts"
        ),
        pytest.param(["scene 2", "scene 10"], id="numbers within the name"),
        pytest.param(["part one/ch2", "part two/ch1", "part ten/ch1"], id="folders"),
        pytest.param(["prologue", "1/ch1", "2/ch1", "epilogue"], id="files beside folders"),
        pytest.param(["ch 1/index", "ch 2/index", "ch 10/index"], id="a page for each folder"),
        pytest.param(["part1", "01_rope"], id="a part's page before what it begins"),
        pytest.param(["door", "key", "lamp"], id="no numbers"),
    ],
)
def test_reading_order(names):
    names = [f"{name}.md" for name in names]
    shuffled = names[1:] + names[:1]
    keys = path_keys(shuffled)

    assert sorted(shuffled, key=keys.get) == names
    assert sorted(shuffled, key=path_keys(shuffled[::-1]).get) == names


@pytest.mark.parametrize(
    ("stems", "numbers"),
    [
        pytest.param(["The_Novel_Chapter_01"], [1], id="behind the book's title"),
        pytest.param(["01-title"], [1], id="a number first"),
        pytest.param(["story12"], [12], id="a number last"),
        pytest.param(["2-prologue"], [2], id="a numbered prologue"),
        pytest.param(["epilogue"], [None], id="an epilogue"),
        pytest.param(["ch1_scene2"], [None], id="a file a scene: chapters are counted"),
        pytest.param(["Part Two"], [None], id="a part is no chapter"),
        pytest.param(["1st day"], [None], id="an order that belongs to the title"),
        pytest.param(["1984"], [None], id="a year"),
        pytest.param(["door"], [None], id="a title"),
        pytest.param(["000-Chapter-Zero", "001-Chapter-One"], [0, 1], id="told twice"),
        pytest.param(["003_chapter-1", "004_chapter-2"], [None, None], id="two numbers that differ"),
        pytest.param(["book1-ch1", "book1-ch2"], [1, 2], id="a volume's number aside"),
        pytest.param(["1984 ch 1", "1984 ch 2"], [1, 2], id="what all share aside"),
        pytest.param(["2019-11-01 ch 1", "2019-11-08 ch 2"], [1, 2], id="dates aside"),
        pytest.param(["my_novel_01_rope", "my_novel_02_snow"], [1, 2], id="inside, where siblings count so"),
        pytest.param(["the 39 steps", "the door"], [None, None], id="a title's number"),
        pytest.param(["7a", "8"], [None, 8], id="a letter"),
        pytest.param(["II", "III"], [2, 3], id="Roman"),
        pytest.param(["I am", "door", "key", "lamp"], [None] * 4, id="one word like a Roman number"),
    ],
)
def test_a_files_own_number(stems, numbers):
    names = [f"{stem}.md" for stem in stems]

    assert list(own_numbers(names).values()) == numbers


@pytest.mark.parametrize(
    ("own", "stated", "numbers", "why"),
    [
        ([1, 2, 4], [[None]] * 3, [[1], [2], [4]], "one each, rising"),
        ([1, 2, 2], [[None]] * 3, [[1], [2], [3]], "one twice"),
        ([2, 1], [[None]] * 2, [[1], [2]], "another order than the names'"),
        ([None, 1, None], [[None]] * 3, [[1], [2], [3]], "a prologue and an epilogue without a number"),
        ([None, None], [[3], [5]], [[3], [5]], "by their headings, where no name has one"),
        ([None, 2], [[1], [2]], [[1], [2]], "in order, where some names have one"),
        ([None], [[3, 5]], [[3, 5]], "many in one file: as stated"),
        ([None], [[None, 1]], [[1, 2]], "a prologue in the file"),
        ([None], [[4, None]], [[4, 5]], "an epilogue in the file"),
        ([1, 2], [[1, 2], [3]], [[1, 2], [3]], "some files hold several: headings count in them"),
    ],
)
def test_the_chapters_numbers(own, stated, numbers, why):
    assert choose_numbers(own, stated) == numbers, why


def test_final_numbers_begin_at_one_where_they_restart():
    assert final_numbers([1, 2, 1]) == [1, 2, 3]


def test_the_numbers_are_said_with_their_files_and_shortened():
    assert say_numbers([("a.md", [1]), ("b.md", [2, 3, 4])]) == "Chapters are numbered in order: 1 a.md, 2 to 4 b.md."
    assert say_numbers([(f"{n}.md", [n]) for n in range(1, 117)]).endswith("7 7.md, …, 116 116.md.")
    assert say_span([3]) == "3"


def test_a_folders_page_stands_for_its_folder():
    assert split_path("1/ch 2/index.md") == ("1", "ch 2")
    assert split_path("index.md") == ("index",)
    assert stem_of("a/v1.2 rope.md") == "v1.2 rope"
    assert stem_of("a/05.5") == "05.5"


def test_a_title_with_a_number_is_one_of_its_words():
    assert [number.label for number in read_names(["the 39 steps"])["the 39 steps"].numbers] == ["words"]
