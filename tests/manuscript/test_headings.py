"""What the words of a heading or a lone line say, and what only looks like one."""

import pytest

from english.lexicon import lexicon
from manuscript import headings
from manuscript.beside import is_no_chapter
from manuscript.headings import is_note_heading, may_speak, note_names, plain_title, sense_of


def sense(text, *, is_marked=True):
    return sense_of(text, is_marked=is_marked)


@pytest.mark.parametrize(
    ("text", "role", "number", "title"),
    [
        pytest.param("Chapter 12: The Door", "chapter", 12, "The Door", id="number and title"),
        pytest.param("CHAPTER TWO THE DOOR", "chapter", 2, "THE DOOR", id="no separator"),
        pytest.param("Chapter the First", "chapter", 1, "", id="an ordinal"),
        pytest.param("Ch. 3", "chapter", 3, "", id="short for chapter"),
        pytest.param("Kapitel 4 – Der Hafen", "chapter", 4, "Der Hafen", id="German"),
        pytest.param("Глава 5", "chapter", 5, "", id="Russian"),
        pytest.param("~ *Chapter 6* ~", "chapter", 6, "", id="ornaments around it"),
        pytest.param("XII. THE KEY", "numeral", 12, "THE KEY", id="a Roman number and a title"),
        pytest.param("7", "numeral", 7, "", id="only a number"),
        pytest.param("No. 5", "numeral", 5, "", id="number five"),
        pytest.param("Prologue", "story", None, "Prologue", id="a prologue"),
        pytest.param("The Epilogue: After", "story", None, "The Epilogue: After", id="an epilogue keeps its words"),
        pytest.param("Part Two: The Sea", "part", 2, "The Sea", id="a part"),
        pytest.param("The Second Part", "part", None, "", id="a part without a number of its own"),
        pytest.param("Scene 4 – Night", "scene", 4, "Night", id="a scene"),
        pytest.param("Title: The Drawer", "metadata", None, "The Drawer", id="what a title page states"),
        pytest.param("by Jane Doe", "metadata", None, "", id="a by-line"),
        pytest.param("The End of Part One", "ending", None, "The End of Part One", id="an end"),
        pytest.param("*The End*", "ending", None, "The End", id="an end in italics"),
        pytest.param("- 30 -", "ending", None, "30", id="a journalist's end"),
        pytest.param("**Author’s Note:**", "note", None, "Author’s Note", id="notes, curly apostrophe, bold, colon"),
        pytest.param("CRAFT NOTES — Chapter 3", "note", None, "CRAFT NOTES — Chapter 3", id="notes on a chapter"),
        pytest.param(
            "Craft notes for the reader", "note", None, "Craft notes for the reader", id="two words may go on"
        ),
        pytest.param("Notes 3", "note", None, "Notes 3", id="one word, with a number"),
    ],
)
def test_what_a_heading_says(text, role, number, title):
    found = sense(text)

    assert (found.role, found.number, found.title, found.is_continued) == (role, number, title, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Chapter 1984", id="a year is no chapter"),
        pytest.param("1984", id="nor a number"),
        pytest.param("1914-1918", id="years from to"),
        pytest.param("Twenty people came", id="a number amid words"),
        pytest.param("3, The Key", id="a list"),
        pytest.param("Mix", id="Roman digits in no order"),
        pytest.param("Chapters", id="begins like a chapter"),
        pytest.param("Bookends", id="begins like a book"),
        pytest.param("Part of the story", id="part of what?"),
        pytest.param("Scenery", id="begins like a scene"),
        pytest.param("By morning it rained", id="by, and no name"),
        pytest.param("The End of the Affair", id="a title that begins like an end"),
        pytest.param("Notes from the Sea", id="a title that begins like notes"),
        pytest.param("Summary Justice", id="a title that begins like a summary"),
        pytest.param("* * *", id="only ornament"),
        pytest.param("Chapter 1: " + "word " * 40, id="as long as a paragraph"),
    ],
)
def test_what_only_looks_like_one(text):
    found = sense(text)

    assert (found.role, found.number, found.title) == ("other", None, text.strip() if len(text) < 160 else text)


@pytest.mark.parametrize(
    ("line", "is_chapter"),
    [
        pytest.param("Chapter Two: The Door", True, id="a short title behind a colon"),
        pytest.param("CHAPTER TWO THE DOOR", True, id="capitals"),
        pytest.param("Chapter Two was the hardest to write.", False, id="prose about a chapter"),
        pytest.param("Chapter Two: He came back.", False, id="a sentence behind a colon"),
        pytest.param("Chapter Two: " + "and then " * 6, False, id="more words than a title has"),
    ],
)
def test_of_a_line_that_may_be_prose_only_the_unmistakable(line, is_chapter):
    assert (sense(line, is_marked=False).role == "chapter") is is_chapter
    assert sense(line).role == "chapter"


@pytest.mark.parametrize("text", ["IX (Cont.)", "Chapter IX, continued", "IX [continued]", "Chapter 9: Cont'd"])
def test_a_chapter_that_goes_on_has_its_number_and_no_title(text):
    found = sense(text)

    assert (found.number, found.title, found.is_continued) == (9, "", True)


@pytest.mark.parametrize(
    ("text", "role", "number", "label", "title"),
    [
        ("3 - The Key", "numeral", 3, "3", "The Key"),
        ("1 / The Ferry", "numeral", 1, "1", "The Ferry"),
        ("#3: Snow", "numeral", 3, "3", "Snow"),
        ("I. Snow", "numeral", 1, "I", "Snow"),
        ("Chapter One — The Door", "chapter", 1, "Chapter One", "The Door"),
        ("CHAPTER THE FIRST", "chapter", 1, "CHAPTER THE FIRST", ""),
        ("Chapter 2: Snow {.unnumbered}", "chapter", 2, "Chapter 2", "Snow"),
        ("🌊 Chapter 2: Snow ❄️", "chapter", 2, "Chapter 2", "Snow"),
        ("Chapter 12.5: Between", "chapter", None, "Chapter 12.5", "Between"),
        ("Part Two, Chapter 3", "chapter", 3, "Chapter 3", ""),
        ("Vol. 2 Ch. 14 - Snow", "chapter", 14, "Ch. 14", "Snow"),
        ("3. Kapitel: Meer", "chapter", 3, "3. Kapitel", "Meer"),
        ("Erstes Kapitel", "chapter", 1, "Erstes Kapitel", ""),
        ("Chapitre premier", "chapter", 1, "Chapitre premier", ""),
        ("CAPITULO DOS", "chapter", 2, "CAPITULO DOS", ""),
        ("2. fejezet", "chapter", 2, "2. fejezet", ""),
        ("Глава первая", "chapter", 1, "Глава первая", ""),
        ("Zweiter Teil: Eis", "part", None, "Zweiter Teil", "Eis"),
        ("Prologue {-}", "story", None, "", "Prologue"),
        ("PROLOGO", "story", None, "", "PROLOGO"),
    ],
)
def test_labels_and_titles_in_many_forms(text, role, number, label, title):
    found = sense(text)

    assert (found.role, found.number, found.label, found.title) == (role, number, label, title)


def test_a_heading_may_name_its_part():
    assert sense("Book One: Water, Chapter 4: Key").part == "Book One: Water"


@pytest.mark.parametrize(
    "text",
    [
        "END CHAPTER 1", "End of Chapter Three", "[end chapter 3]", "~ fin ~", "TBC", "To be continued…", "ENDE",
        "Fin du chapitre", "-30-", "Chapter 3 End", "Ende von Teil 2",
    ],
)  # fmt: skip
def test_ends(text):
    assert sense(text).role == "ending"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The end of the pier was cold.", id="an end of something"),
        pytest.param("The end of the book came.", id="a sentence about a book"),
        pytest.param("Two Books", id="a cardinal before what it counts"),
        pytest.param("Ein Buch", id="an article"),
        pytest.param("Chapter House", id="no number"),
        pytest.param("Act of God", id="no number either"),
        pytest.param("Chi", id="a letter"),
        pytest.param("And Then—", id="a dash that belongs to the title"),
    ],
)
def test_titles_that_only_look_like_headings(text):
    found = sense(text)

    assert (found.role, found.title) == ("other", text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("🌊 Snow ❄️", "Snow"),
        ("🌊", "🌊"),
        ("Fire 🔥 and Ice", "Fire and Ice"),
        ("Snow {#id .unnumbered}", "Snow"),
        ("Snow {: .x}", "Snow"),
        ("**The Door**", "The Door"),
        ("- Snow -", "Snow"),
        ("{brackets} stay", "{brackets} stay"),
    ],
)
def test_what_only_dresses_a_title_goes(text, title):
    assert plain_title(text) == title


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("2 Snow", (2, "Snow")),
        ("III The Key", (3, "The Key")),
        ("1984", None),
        ("I Am Legend", None),
    ],
)
def test_a_number_before_a_title_may_count(text, counted):
    assert (sense(text).role, sense(text).counted) == ("other", counted)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Chapter Two", True),
        ("The End", True),
        ("Notes", True),
        ("XII", True),
        ("Kapitel drei", True),
        ("She waited by the river.", False),
        ("* * *", False),
        ("", False),
    ],
)
def test_the_first_word_tells_whether_a_line_is_worth_reading(line, expected):
    assert may_speak(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("CRAFT NOTES", True, id="in capitals"),
        pytest.param("Craft Notes: the door", True, id="two words may be followed by any title"),
        pytest.param("Author’s Note", True, id="a curly apostrophe"),
        pytest.param("Notes for Chapter 3", True, id="one word by a chapter"),
        pytest.param("Danksagung", True, id="another language"),
        pytest.param("Summary 4:", True, id="one word by a number and a colon"),
        pytest.param("Notes from the Sea", False, id="a chapter's title"),
        pytest.param("The Outline of a Man", False, id="a word inside a title"),
    ],
)
def test_note_headings(text, expected):
    assert is_note_heading(text) is expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        pytest.param("README", True, id="readme"),
        pytest.param("story-bible", True, id="two words"),
        pytest.param("synopsis", True, id="a note heading is no chapter either"),
        pytest.param("05-research", False, id="a number makes it a chapter"),
        pytest.param("00-readme", True, id="but for the plainest names"),
        pytest.param("notes-from-the-sea", False, id="a title"),
    ],
)
def test_files_beside_the_story(stem, expected):
    assert is_no_chapter(stem) is expected


def test_a_heading_that_an_author_adds_counts(monkeypatch):
    own = lexicon().headings._replace(notes=frozenset(("deleted scenes",)))
    hers = lexicon()._replace(headings=own)
    note_names.cache_clear()
    monkeypatch.setattr(headings, "lexicon", lambda: hers)

    assert is_note_heading("Deleted Scenes: the pier")
    assert not is_note_heading("Craft Notes")
    note_names.cache_clear()
