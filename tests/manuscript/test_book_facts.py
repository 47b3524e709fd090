"""What the settings files of writers' tools say of the book."""

import pytest

from manuscript.book_facts import first_document, read_settings, say_value, settings_facts


def facts(files, folders=("",)):
    found = {}
    for one in settings_facts(list(files), files.get, folders):
        found = {**one, **found}
    return found


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "book.toml",
            '[book]\ntitle = "The Ferry"\nauthors = ["Ro", "Jo"]\nlanguage = "en"',
            ("The Ferry", "Ro, Jo", "en"),
        ),
        ("metadata.yaml", "---\ntitle: The Ferry\nauthor: Ro\nlang: de\n...\n", ("The Ferry", "Ro", "de")),
        (
            "metadata.yml",
            "title:\n- type: main\n  text: The Ferry\n- type: subtitle\n  text: A Novel\n",
            ("The Ferry", "", ""),
        ),
        ("metadata.yaml", "title: The Ferry\ncreator:\n- role: author\n  text: Ro\n", ("The Ferry", "Ro", "")),
        ("metadata.json", '{"title": "The Ferry", "author": {"name": "Ro"}}', ("The Ferry", "Ro", "")),
        ("_quarto.yml", "lang: fr\nbook:\n  title: The Ferry\n  author:\n    - name: Ro\n", ("The Ferry", "Ro", "fr")),
        ("mkdocs.yml", "site_name: The Ferry\nsite_author: Ro\n", ("The Ferry", "Ro", "")),
        ("_config.yml", "title: The Ferry\nlang: en-GB\n", ("The Ferry", "", "en-GB")),
        ("hugo.toml", 'title = "The Ferry"\nlanguageCode = "en"\n[params]\nauthor = "Ro"', ("The Ferry", "Ro", "en")),
        ("book.json", '{"title": "The Ferry"}', ("The Ferry", "", "")),
        ("title.txt", "---\ntitle: The Ferry\nauthor: Ro\n---\n", ("The Ferry", "Ro", "")),
        ("Metadata.YAML", "title: The Ferry", ("The Ferry", "", "")),
        ("book.toml", "title = ", ("", "", "")),
        ("metadata.json", "[" * 100_000, ("", "", "")),
        ("metadata.yaml", "just words", ("", "", "")),
        ("settings.yaml", "title: No", ("", "", "")),
    ],
)
def test_each_tool_keeps_them_elsewhere(name, text, expected):
    found = facts({name: text})

    assert (found.get("title", ""), found.get("author", ""), found.get("language", "")) == expected


def test_the_surest_file_counts_most():
    assert (
        facts({"_config.yml": "title: B", "book.toml": '[book]\ntitle = "A"', "mkdocs.yml": "site_name: C"})["title"]
        == "A"
    )


def test_they_may_lie_in_the_chapters_folder():
    assert facts({"src/metadata.yaml": "title: A"}) == {}
    assert facts({"src/metadata.yaml": "title: A"}, ("", "src/"))["title"] == "A"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\nb ", "a b"),
        (["a", {"name": "b"}], "a, b"),
        ({"given": "A", "family": "B"}, "A B"),
        (None, ""),
        ([[1]], ""),
    ],
)
def test_values_are_said_on_one_line(value, text):
    assert say_value(value) == text


def test_the_first_of_several_documents():
    assert first_document("---\na: 1\n---\nb: 2\n") == "a: 1"
    assert read_settings("a: 1\n...\n", ".yml") == {"a": "1"}
