"""Which files of a folder may be chapters, and why the others may not."""

import pytest

from manuscript.beside import BY_FOLDER, BY_NAME
from manuscript.places import (
    OLDER_DRAFT,
    OUTSIDE,
    PLAIN_TEXT,
    TRANSLATED,
    draft_number,
    manuscript_folder,
    shared_folder,
    sort_files,
    unnumbered,
)


@pytest.mark.parametrize(
    ("chapters", "beside"),
    [
        pytest.param(["ch1.md", "ch2.MARKDOWN"], {"README.md": BY_NAME}, id="by name"),
        pytest.param(["ch1.md"], {"lore/magic.md": BY_FOLDER}, id="by folder"),
        pytest.param(["part_1/ch1.mkd", "part_2/ch1.md"], {}, id="parts"),
        pytest.param(["01.txt", "02.txt"], {"README.md": BY_NAME, "notes.txt": BY_NAME}, id="plain text throughout"),
        pytest.param(["ch1.md", "ch2.txt"], {"ch1.txt": PLAIN_TEXT, "thoughts.txt": PLAIN_TEXT}, id="mixed"),
        pytest.param(["notes.md", "readme.md"], {}, id="nothing else is there"),
        pytest.param(["Drafts/01.md"], {"Notes/x.md": BY_FOLDER, "README.md": BY_NAME}, id="only drafts are there"),
        pytest.param(
            ["manuscript/01 Rope.md", "manuscript/02 Snow.md"],
            {"Mara.md": OUTSIDE, "Inbox.md": BY_NAME, "Locations/Ferry.md": BY_FOLDER, "rivers/x.md": OUTSIDE},
            id="the manuscript has a folder",
        ),
        pytest.param(
            ["chapters/01.md", "chapters/02.md", "prologue.md", "chapter 3.md"],
            {"chapter 2.md": OUTSIDE, "Mara.md": OUTSIDE},
            id="what is missing in it stays in",
        ),
        pytest.param(
            ["book/manuscript/ch1.md", "book/manuscript/ch2.md"], {"book/Mara.md": OUTSIDE}, id="a folder in a folder"
        ),
        pytest.param(["01.md", "02.md", "03.md", "text/sign.md"], {}, id="a folder with less than the numbered files"),
        pytest.param(["Draft 2/ch1.md"], {"Draft 1/ch1.md": OLDER_DRAFT}, id="the last draft"),
        pytest.param(
            ["Final Draft/1.md"], {"First Draft/1.md": OLDER_DRAFT, "Rough Draft/1.md": OLDER_DRAFT}, id="words"
        ),
        pytest.param(["ch1.md", "ch2.md"], {"First Draft/ch1.md": OLDER_DRAFT}, id="a draft beside the story"),
        pytest.param(["ch 1/index.md", "ch 2/index.md"], {"_index.md": BY_NAME}, id="a page for each folder"),
        pytest.param(["en/1.md", "en/2.md"], {"de/1.md": TRANSLATED, "fr/1.md": TRANSLATED}, id="translations"),
        pytest.param(["de/1.md", "en/x.md"], {}, id="parts that are called like languages"),
        pytest.param(
            ["01-x.md", "02-y.md"],
            {"01-x.notes.md": "it goes with 01-x.md", "02-y summary.md": "it goes with 02-y.md"},
            id="papers that go with a chapter",
        ),
        pytest.param(["01-rope.md", "01-rope-bridge.md"], {}, id="a longer title"),
        pytest.param(
            ["01.md", "02.md"],
            {
                "01 (conflicted copy).md": "it is a copy of 01.md",
                "01.bak.md": "it is a copy of 01.md",
                "02.sync-conflict-20240102-101112-ABCDEFG.md": "it is a copy of 02.md",
                "02_conflict-20240102-101112.md": "it is a copy of 02.md",
                "02 (In Konflikt stehende Kopie von Emma).md": "it is a copy of 02.md",
            },
            id="copies that a synchronised folder or an editor made",
        ),
        pytest.param(["01.md", "02 (conflicted copy).md"], {}, id="a copy without its original is all there is"),
        pytest.param(["01.md", "01 - Copy.md", "01-old.md"], {}, id="likely copies: what they hold will tell"),
        pytest.param(["a/01.md", "b/01 (conflicted copy).md"], {}, id="of another folder"),
        pytest.param(["the-scene.md", "the-scene-of-conflict.md", "war (and conflict in it).md"], {}, id="titles"),
        pytest.param(["index.Rmd", "01-x.Rmd"], {}, id="bookdown's first page"),
        pytest.param([], {}, id="nothing"),
    ],
)
def test_files_are_sorted(chapters, beside):
    found = sort_files([*beside, *chapters, "cover.png", "Makefile"])

    assert sorted(found.chapters) == sorted(chapters)
    assert found.beside == beside


@pytest.mark.parametrize(
    ("folder", "number"),
    [
        *(("Draft 2", 2), ("draft-03", 3), ("First Draft", 1), ("v3", 3), ("Rough Draft", 0), ("2. Fassung", 2)),
        *((name, None) for name in ("Draft", "Part 2", "Final", "Draft of Air 2")),
    ],
)
def test_the_number_of_a_draft(folder, number):
    assert draft_number(folder) == number


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        (["manuscript/1.md", "x.md"], "manuscript/"),
        (["01 Manuscript/1.md", "x.md"], "01 Manuscript/"),
        (["text/1.md", "chapters/1.md"], "chapters/"),
        (["Kapitel/1.md", "x.md"], "Kapitel/"),
        (["manuscript/1.md"], ""),
        (["The Door/1.md", "x.md"], ""),
        (["book 1/1.md", "book 2/1.md"], ""),
    ],
)
def test_the_folder_that_is_plainly_the_manuscript(names, folder):
    assert manuscript_folder(names) == folder


def test_the_folder_that_all_share():
    assert shared_folder(["a/b/1.md", "a/b/c/2.md"]) == "a/b/"
    assert shared_folder(["a/1.md", "2.md"]) == ""


@pytest.mark.parametrize(
    ("names", "stated", "left_out", "why"),
    [
        (["1.md", "2.md", "Mara.md"], [], ["Mara.md"], "most are numbered"),
        (["chapter_1.md", "chapter_2.md", "a.md", "b.md"], [], ["a.md", "b.md"], "two say that they are chapters"),
        (["1.md", "2.md", "3.md", *"abcd"], [], [*"abcd"], "a run from one"),
        (["1.md", "2.md", "prologue.md", "Epílogo.md", "interlude.md"], [], [], "a prologue needs none"),
        (["1.md", "2.md", "snow.md"], ["snow.md"], [], "its heading or front matter has one"),
        (["part 1/rope.md", "part 1/mill.md", "part 2/snow.md", "Mara.md"], [], ["Mara.md"], "numbered folders"),
        (["door.md", "key.md"], [], [], "none is numbered"),
        (["1.md", "door.md", "key.md"], [], [], "one of three is"),
        (["2001.md", "1984.md", "door.md"], [], [], "years are no numbers"),
        (["1.md", "2.md", "2021-03-04.md"], [], ["2021-03-04.md"], "a date alone is none"),
    ],
)
def test_files_without_a_number_where_most_have_one(names, stated, left_out, why):
    assert unnumbered(names, stated) == left_out, why
