"""Which order holds: a list, a project, Longform's scenes, front matter; and what is said of each."""

import pytest

from manuscript.front_matter import read_front_matter
from manuscript.orders import stated_order
from manuscript.places import sort_files


def order_of(files):
    names = sorted(files)
    return stated_order(names, sort_files(names).chapters, files.get, lambda name: read_front_matter(files[name]))


def matter(**values):
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values.items()) + "---\n\nProse.\n"


ABC = {"a.md": "", "b.md": "", "c.md": ""}
LONGFORM = """---
longform:
  format: scenes
  title: The Ferry
  sceneFolder: {}
  scenes:
    - c
    - - a
      - b
---
"""


@pytest.mark.parametrize(
    ("files", "source", "order"),
    [
        pytest.param(ABC, "", [], id="none"),
        pytest.param({**ABC, "Book.txt": "c.md\na.md\nb.md"}, "Book.txt", ["c.md", "a.md", "b.md"], id="Leanpub"),
        pytest.param(
            {"manuscript/a.md": "", "manuscript/b.md": "", "manuscript/Book.txt": "b.md\na.md"},
            "manuscript/Book.txt",
            ["manuscript/b.md", "manuscript/a.md"],
            id="Leanpub's folder",
        ),
        pytest.param({**ABC, "SUMMARY.md": "- [C](c.md)\n- [A](a.md)"}, "SUMMARY.md", ["c.md", "a.md"], id="mdBook"),
        pytest.param(
            {"src/a.md": "", "src/b.md": "", "src/SUMMARY.md": "- [B](b.md)\n- [A](a.md)"},
            "src/SUMMARY.md",
            ["src/b.md", "src/a.md"],
            id="mdBook's folder",
        ),
        pytest.param(
            {
                "README.md": "",
                "a/README.md": "",
                "b/README.md": "",
                "SUMMARY.md": "* [I](README.md)\n* [B](b/README.md)\n* [A](a/)",
            },
            "SUMMARY.md",
            ["b/README.md", "a/README.md"],
            id="GitBook's pages",
        ),
        pytest.param(
            {"index.qmd": "", "a.qmd": "", "_quarto.yml": "book:\n  chapters: [index.qmd, a.qmd]"},
            "_quarto.yml",
            ["index.qmd", "a.qmd"],
            id="Quarto",
        ),
        pytest.param(
            {"index.Rmd": "", "b.Rmd": "", "_bookdown.yml": "rmd_files: [index.Rmd, b.Rmd]"},
            "_bookdown.yml",
            ["index.Rmd", "b.Rmd"],
            id="bookdown",
        ),
        pytest.param(
            {**ABC, "Book.txt": "b.md\na.md\nc.md", "SUMMARY.md": "- [A](a.md)\n- [B](b.md)"},
            "Book.txt",
            ["b.md", "a.md", "c.md"],
            id="the first of two lists",
        ),
        pytest.param({**ABC, "Index.md": LONGFORM.format("/")}, "Index.md", ["c.md", "a.md", "b.md"], id="Longform"),
        pytest.param(
            {"Novel.md": LONGFORM.format("Scenes"), **{f"Scenes/{name}": "" for name in ABC}},
            "Novel.md",
            ["Scenes/c.md", "Scenes/a.md", "Scenes/b.md"],
            id="Longform's folder",
        ),
        pytest.param(
            {"Story.md": "---\nlongform:\n  format: single\n  title: X\n---\nProse.", "Mara.md": "", "Tobias.md": ""},
            "Story.md",
            ["Story.md"],
            id="Longform's single scene",
        ),
        pytest.param(
            {"a.md": matter(weight=30), "b.md": matter(weight=10), "c.md": matter(weight=20)},
            "weight in the files' front matter",
            ["b.md", "c.md", "a.md"],
            id="weight",
        ),
        pytest.param(
            {"02.md": matter(order=1), "01.md": matter(order=2)},
            "order in the files' front matter",
            ["02.md", "01.md"],
            id="wins over names",
        ),
        pytest.param(
            {"a.md": matter(chapter=2), "b.md": matter(chapter=1), "prologue.md": "", "epilogue.md": ""},
            "chapter in the files' front matter",
            ["prologue.md", "b.md", "a.md", "epilogue.md"],
            id="half of the files, with a prologue and an epilogue",
        ),
        pytest.param(
            {"a.md": matter(book=2, chapter=1), "b.md": matter(book=1, chapter=2), "c.md": matter(book=1, chapter=1)}
            | {"d.md": matter(book=2, chapter=2)},
            "book and chapter in the files' front matter",
            ["c.md", "b.md", "a.md", "d.md"],
            id="chapters of several books",
        ),
        pytest.param(
            {
                "a.md": matter(date="2020-03-01"),
                "b.md": matter(date="2020-01-01 10:00"),
                "c.md": matter(date="2020-02-01"),
            },
            "date in the files' front matter",
            ["b.md", "c.md", "a.md"],
            id="date",
        ),
        pytest.param(
            {"1.md": matter(date="2020-03-01"), "2.md": matter(date="2020-01-01")}, "", [], id="no date over names"
        ),
        pytest.param({"a.md": matter(weight=1), "b.md": matter(weight=1)}, "", [], id="one weight for all"),
        pytest.param({"a.md": matter(weight="heavy"), "b.md": matter(weight="light")}, "", [], id="words"),
        pytest.param({**ABC, "d.md": matter(weight=1)}, "", [], id="one of four"),
    ],
)
def test_the_order_that_holds(files, source, order):
    found = order_of(files)

    assert (found.source, list(found.files)) == (source, order)


def test_what_a_list_leaves_out_is_told():
    found = order_of({**ABC, "SUMMARY.md": "- [C](c.md)\n- [A](a.md)"})

    assert found.beside == {"b.md": "SUMMARY.md does not list it"}
    assert found.titles == {"c.md": "C", "a.md": "A"}


def test_the_parts_of_a_list():
    assert order_of({**ABC, "SUMMARY.md": "# I\n- [C](c.md)\n# II\n- [A](a.md)"}).parts == {"c.md": "I", "a.md": "II"}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param(
            {**ABC, "SUMMARY.md": "- [A](a.md)"}, "SUMMARY.md names 1 of 3 chapter files: it is not", id="few"
        ),
        pytest.param(
            {**ABC, "Book.txt": "a.md\nb.md\nx.md\ny.md"}, "Book.txt lists x.md and 1 more, which are not", id="gone"
        ),
        pytest.param({**ABC, "_quarto.yml": "book: ["}, "_quarto.yml is no YAML that can be read", id="broken YAML"),
        pytest.param({**ABC, "nwProject.nwx": "<a>"}, "nwProject.nwx cannot be read", id="broken XML"),
    ],
)
def test_what_is_odd_about_a_list_is_said(files, words):
    assert [words in warning for warning in order_of(files).warnings] == [True]


def test_a_list_that_does_not_hold_gives_way_to_the_next():
    found = order_of({**ABC, "Book.txt": "a.md", "SUMMARY.md": "- [C](c.md)\n- [B](b.md)"})

    assert (found.source, found.files) == ("SUMMARY.md", ("c.md", "b.md"))
    assert found.warnings


NOVELWRITER = """<novelWriterXML><project><name>The Ferry</name></project><content>
<item handle="r" parent="None" order="0" type="ROOT" class="NOVEL"><name>N</name></item>
<item handle="b" parent="r" order="1" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">B</name></item>
<item handle="a" parent="r" order="0" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="yes">A</name></item>
<item handle="c" parent="r" order="2" type="FILE" class="NOVEL" layout="DOCUMENT"><name active="no">C</name></item>
</content></novelWriterXML>"""


def test_a_novelwriter_project():
    found = order_of({"nwProject.nwx": NOVELWRITER, **{f"content/{handle}.nwd": "" for handle in "abc"}})

    assert found.files == ("content/a.nwd", "content/b.nwd")
    assert found.beside == {"content/c.nwd": "it is not active"}
    assert (found.facts["title"], found.is_pieces) == ("The Ferry", True)
