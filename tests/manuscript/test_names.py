"""What a file's name says by itself: its numbers with their labels, a date, and a prologue's or an epilogue's place."""

import pytest

from manuscript.names import fold, name_words, read_name, word_value


def numbers(stem):
    return [(number.value, number.label, number.letter) for number in read_name(stem).numbers]


@pytest.mark.parametrize(
    ("stem", "found", "why"),
    [
        ("The_Novel_Chapter_01", [(1, "chapter", 0)], "behind the book's title"),
        ("01-title", [(1, "", 0)], "a number first"),
        ("ch2", [(2, "chapter", 0)], "short"),
        ("Chapter12Rope", [(12, "chapter", 0)], "in one word"),
        ("chapter21st", [(21, "chapter", 0)], "an order behind its label"),
        ("Chapter Twelve", [(12, "chapter", 0)], "a word"),
        ("chapter_the_third", [(3, "chapter", 0)], "an order in words"),
        ("Chapter One Hundred and One", [(101, "chapter", 0)], "many words"),
        ("Kapitel eins", [(1, "chapter", 0)], "German"),
        ("Chapitre Premier", [(1, "chapter", 0)], "French"),
        ("Capítulo Veintiuno", [(21, "chapter", 0)], "Spanish, with an accent"),
        ("Глава первая", [(1, "chapter", 0)], "Russian"),
        ("Zweites Kapitel", [(2, "chapter", 0)], "an order before its label"),
        ("Second Book", [(2, "volume", 0)], "the same"),
        ("chapter XIV", [(14, "chapter", 0)], "Roman behind a label"),
        ("07b", [(7, "", 2)], "a letter behind a number"),
        ("05.5-interlude", [(5, "", 0), (5, "", 0)], "a half"),
        ("chapter-22-thaw-pt1-rope", [(22, "chapter", 0), (1, "part", 0)], "a part of a chapter"),
        ("1-1-arrival", [(1, "", 0), (1, "", 0)], "two numbers"),
        ("S01E02", [(1, "volume", 0), (2, "chapter", 0)], "a season"),
        ("1x02", [(1, "volume", 0), (2, "", 0)], "a season in short"),
        ("ch 2 v3", [(2, "chapter", 0), (3, "words", 0)], "a version"),
        ("03 draft 2", [(3, "", 0), (2, "words", 0)], "a draft"),
        ("v1c2", [(1, "volume", 0), (2, "chapter", 0)], "letters"),
        ("Volume 2 Chapter 1", [(2, "volume", 0), (1, "chapter", 0)], "a volume"),
        ("Chapter 1 (Band 2)", [(1, "chapter", 0), (2, "volume", 0)], "a volume behind the chapter"),
        ("ch1_scene2", [(1, "chapter", 0), (2, "scene", 0)], "a file a scene"),
        ("Part Two", [(2, "part", 0)], "a part"),
        ("2019-11-01-chapter-1", [(2019, "date", 0), (11, "date", 0), (1, "date", 0), (1, "chapter", 0)], "a post"),
        ("01-11-2019 rope", [(2019, "date", 0), (11, "date", 0), (1, "date", 0)], "the day first"),
        ("20191101 rope", [(20191101, "date", 0)], "a date in one number"),
        ("202003041230", [(202003041230, "date", 0)], "a time stamp"),
        ("1984", [(1984, "year", 0)], "a year"),
        ("1st day", [(1, "words", 0)], "an order that belongs to the title"),
        ("branch2", [(2, "", 0)], "a word that ends like a label"),
        ("door", [], "a title"),
        ("one night", [], "a number word without a label: its siblings tell"),
        ("civil", [], "no Roman number without a label"),
        ("9" * 40, [(int("9" * 18), "date", 0)], "no end of digits"),
        ("", [], "nothing"),
    ],
)
def test_the_numbers_of_a_name(stem, found, why):
    assert numbers(stem) == found, why


@pytest.mark.parametrize(
    ("stem", "place", "is_story"),
    [
        ("prologue", "first", True),
        ("Prólogo", "first", True),
        ("00_prolog", "first", True),
        ("Épilogue", "last", True),
        ("EPILOGO", "last", True),
        ("Nachspiel", "last", True),
        ("пролог", "first", True),
        ("The_Novel_Prologue", "first", True),
        ("part-2-epilogue", "last", True),
        ("epilogue-1", "last", True),
        ("cold open", "first", True),
        ("interlude", "between", True),
        ("Zwischenspiel 2", "between", True),
        ("the prologue of kings", "first", True),
        ("songs of a prologue long lost", "", False),
        ("chapter 3", "", True),
        ("03", "", False),
        ("door", "", False),
    ],
)
def test_the_place_that_a_name_says(stem, place, is_story):
    assert (read_name(stem).place, read_name(stem).is_story) == (place, is_story)


def test_numbers_that_count_files_are_no_dates_years_or_words():
    assert [number.value for number in read_name("2019-11-01 chapter 3 of 1984").counted] == [3]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("iv", 4),
        ("xcix", 99),
        ("mix", 1009),
        ("seven", 7),
        ("zero", 0),
        ("sieben", 7),
        ("once", 11),
        ("door", None),
        ("c", None),
    ],
)
def test_the_value_of_a_word(word, value):
    assert word_value(word) == value


def test_names_are_compared_without_capitals_and_accents():
    assert fold("Épilogue’S") == "epilogue's"
    assert name_words("ch_1.the--door") == "ch 1 the door"
