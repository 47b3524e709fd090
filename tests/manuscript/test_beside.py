"""Names of files and folders that say that they are beside the story, and names that look like it and are not."""

import re

import pytest

from manuscript.beside import is_beside_folder, is_matter, is_no_chapter, name_reason, suffix_of

BESIDE = re.findall(
    r"\S+",
    """README SUMMARY 00-outline chapter_01_notes table_of_contents Characters 03_characters CHANGELOG research TODO
AGENTS CLAUDE GEMINI copilot-instructions back_cover_blurb deleted_scenes First_Draft Plot_Outline_2
my_story_notes chapter-3-notes progress Inbox Ideas snippets scraps wordcount Synopsis query_letter cover_letter
beat_sheet beats scene_list Story_Bible worldbuilding lore timeline prompts feedback Beta_Reader_Feedback
Style_Guide License kanban act-1-outline prologue-notes about_the_author Copyright Dedication acknowledgments
glossary Personnages Résumé Ideen Klappentext Notizen Sinopsis personaggi bozze postacie черновики template
Chapter_Template daily_note dashboard moodboard Author's_Note sample""",
)
STORY = re.findall(
    r"\S+",
    """05-research 03_-_Research notes-from-the-sea notes-from-the-underground 05-summary-justice Cast_Away the_plot
Chapter_One agents Mara World Old_World Love_Notes A_Letter The_Cast Map_of_the_World The_Beginning
12_-_The_Characters The_Archive_of_Rain door 1984 Deleted_Love Prologue Epilogue interlude Letters_Home
The_Outline_of_a_Hand 04-cut Book_of_Hours Progress_of_Storms 07-feedback The_Timeline_Breaks I_Old_Rope
prompt_and_circumstance""",
)


@pytest.mark.parametrize("stem", BESIDE)
def test_names_that_say_no_chapter(stem):
    assert is_no_chapter(stem)
    assert is_no_chapter(stem.replace("_", " "))


@pytest.mark.parametrize("stem", STORY)
def test_names_of_chapters(stem):
    assert not is_no_chapter(stem)
    assert not is_no_chapter(stem.replace("_", " "))


@pytest.mark.parametrize(
    ("folder", "is_beside"),
    [
        *(
            (name, True)
            for name in ("lore", "World", "01 Characters", "Locations", "planning", "drafts", "Daily", "docs")
        ),
        *(
            (name, True)
            for name in ("cut", "Deleted Scenes", "Templates", "research", "99 - Archive", "_drafts", "build")
        ),
        *(
            (name, True)
            for name in ("Recherche", "Personnages", "Orte", "borradores", "Ideas and Notes", "ai", "_site")
        ),
        *(
            (name, False)
            for name in ("Part 1", "Book 2 - Characters", "The Old World", "Draft", "First Draft", "posts")
        ),
        *((name, False) for name in ("Interludes", "chapters", "Act II", "scenes", "1. The Archive of Rain", "12")),
    ],
)
def test_folders_beside_the_story(folder, is_beside):
    assert is_beside_folder(folder) is is_beside


@pytest.mark.parametrize(
    ("name", "is_beside"),
    [
        ("lore/magic.md", True),
        ("book/lore/rivers/long.md", True),
        ("notes.md", True),
        ("requirements.txt", True),
        ("Book.txt", True),
        ("Book.md", False),
        ("index.md", True),
        ("chapter-1/index.md", False),
        ("chapter-1/_index.md", True),
        ("chapter-1/notes.md", True),
        ("part 1/door.txt", False),
    ],
)
def test_the_reason_of_a_name(name, is_beside):
    assert bool(name_reason(name)) is is_beside


@pytest.mark.parametrize(
    ("name", "is_page"),
    [
        ("README.md", True),
        ("about-the-author.md", True),
        ("copyright.md", True),
        ("ch1/README.md", False),
        ("index.Rmd", False),
        ("cut.md", False),
        ("door.md", False),
    ],
)
def test_pages_that_no_list_makes_a_chapter(name, is_page):
    assert is_matter(name) is is_page


@pytest.mark.parametrize(("name", "ending"), [("a/b.MD", ".md"), ("a.b/c", ""), (".md", ""), ("x.tar.gz", ".gz")])
def test_endings(name, ending):
    assert suffix_of(name) == ending
