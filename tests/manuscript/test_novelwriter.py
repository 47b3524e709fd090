"""novelWriter's project file, as version 1 and version 2 write it."""

import pytest

from manuscript.novelwriter import read_heading, read_project


def item(handle, parent, order, kind="FILE", name="x", **more):
    more = {"class": "NOVEL", "layout": "DOCUMENT", "active": "yes"} | more
    return (
        f'<item handle="{handle}" parent="{parent}" order="{order}" type="{kind}" class="{more["class"]}" '
        f'layout="{more["layout"]}"><name status="a" active="{more["active"]}">{name}</name></item>'
    )


def project(*items, head="<name>The Ferry</name><author>Ro Quill</author>"):
    inside = f"<project>{head}</project><content>{''.join(items)}</content>"
    return f'<?xml version="1.0"?><novelWriterXML>{inside}</novelWriterXML>'


VERSION_2 = project(
    item("r2", "None", 3, "ROOT", **{"class": "ARCHIVE"}),
    item("r1", "None", 0, "ROOT"),
    item("f1", "r1", 2, "FOLDER"),
    item("d3", "f1", 1, name="Snow"),
    item("d2", "f1", 0),
    item("d1", "r1", 0),
    item("d4", "f1", 2, active="no"),
    item("n1", "r1", 1, layout="NOTE"),
    item("old", "r2", 0),
    item("w1", "None", 1, "ROOT", **{"class": "WORLD"}),
    item("lore", "w1", 0, **{"class": "WORLD", "layout": "NOTE"}),
)


def old_item(handle, parent, order, kind, *more):
    values = {"name": handle, "type": kind, "class": "NOVEL", "exported": "True", "layout": "SCENE"} | dict(more)
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in values.items())
    return f'<item handle="{handle}" parent="{parent}" order="{order}">{inside}</item>'


VERSION_1 = project(
    old_item("r1", "None", 0, "ROOT"),
    old_item("b", "r1", 1, "FILE"),
    old_item("a", "r1", 0, "FILE"),
    old_item("c", "r1", 2, "FILE", ("exported", "False")),
    old_item("t", "None", 1, "TRASH"),
    old_item("gone", "t", 0, "FILE"),
    head="<name>Working</name><title>The Ferry</title><author>Ro</author><author>Quill</author>",
)


def test_version_2():
    found = read_project(VERSION_2)

    assert found.documents == ("d1", "d2", "d3")
    assert (found.inactive, found.notes) == (("d4",), ("n1",))
    assert (found.title, found.author, found.names["d3"]) == ("The Ferry", "Ro Quill", "Snow")


def test_version_1():
    found = read_project(VERSION_1)

    assert (found.documents, found.inactive) == (("a", "b"), ("c",))
    assert found.title == "The Ferry"


@pytest.mark.parametrize(
    "text",
    ["", "no XML", "<a/>", "<novelWriterXML>", '<!DOCTYPE x [<!ENTITY a "b">]><x><content/></x>', "<x>" * 50_000],
)
def test_what_is_no_sound_project_is_none(text):
    assert read_project(text) is None


def test_a_tree_that_bites_its_tail_ends():
    assert read_project(
        project(item("r1", "None", 0, "ROOT"), item("a", "r1", 0), item("r1", "a", 0, "ROOT"))
    ).documents


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("%%~name: x\n\n## The Rope\n\nShe went.", (2, "The Rope")),
        ("##! Prologue", (2, "Prologue")),
        ("### Dusk", (3, "Dusk")),
        ("# Part One", (1, "Part One")),
        ("#! The Ferry", (0, "The Ferry")),
        ("She went.", (0, "")),
    ],
)
def test_the_heading_of_a_document(text, heading):
    assert read_heading(text) == heading
