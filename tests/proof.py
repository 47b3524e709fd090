"""Planned scenes and a page's elements: used by the tests of the proof sheet."""

from html.parser import HTMLParser
from pathlib import Path

from PIL import Image

from publish import gallery
from publish.gallery_pictures import Desktop, ProofSheet
from records import Evidence, Mark, Person, Scene, SceneReading
from workspace.matching import Workspace
from workspace.pictures import Picture, save_picture
from workspace.plan import Request, plan_scenes
from workspace.request import read_defaults

IMAGES, PROMPTS = Path("images"), Path("prompt_cache")
EMMA = Person("Emma Hale", "lead", look="woman with red hair", outfit="green coat")
TEXT = "Emma Hale sat at her desk in the office.\nIt rained. She read the letter, and wept."
OFFICE = SceneReading(
    (EMMA, Person("Jonas", "mentioned")),
    place="office",
    interior=True,
    time_of_day="afternoon",
    weather=("rain",),
    mood="sad",
    action="reading the letter",
    evidence={
        "lead": (Evidence(3, 0, "Emma Hale"),),
        "place": (Evidence(3, 17, "her desk"),),
        "weather": (Evidence(4, 44, "rained"),),
        "action": (Evidence(4, 56, "read the letter"),),
    },
)


def scene(text=TEXT, key=(1, 1), title="The Letter", marks=()):
    return Scene(*key, title, "chapter_01.md", key[1], (3, 9), text, ((0, 3), (41, 4)), tuple(Mark(*m) for m in marks))


def plan(scenes, readings, images=IMAGES, pictures=(), files=(), engine="storyboard", **given):
    request = Request(
        engine, {"width": 96, "height": 54, **given}, read_defaults(), lambda _: None, {s.key for s in scenes}
    )
    return plan_scenes(scenes, readings, Workspace(images, PROMPTS, pictures, files), request)


def plan_one(text=TEXT, reading=OFFICE, **given):
    return plan([scene(text)], [reading], **given)[0]


def drawn(planned):
    """Give the picture that a run of this plan leaves."""
    return Picture(planned.path, planned.record, sound=True)


def save(planned, path, color="white"):
    """Write a picture with a plan's recipe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    save_picture(Image.new("RGB", (planned.job.width, planned.job.height), color), planned.record, path)


def sheet(kept=None, **desktop):
    return ProofSheet("The Tide Board", {1: "The Letter", 2: "The Boat"}, Desktop(IMAGES, **desktop), kept or {})


def page(plans, kept=None, **desktop):
    return gallery.make_gallery(sheet(kept, **desktop), plans)


class Element:
    """An element as it was read back: name, attributes, and the text inside."""

    def __init__(self, name, attributes):
        self.name = name
        self.attributes = dict(attributes)
        self.text = ""

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()


class Reader(HTMLParser):
    """Reads a page back as a browser would, and lists its elements in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.opened = []

    def handle_starttag(self, name, attributes):
        element = Element(name, attributes)
        self.elements.append(element)
        if name not in ("img", "meta", "link", "input"):
            self.opened.append(element)

    def handle_endtag(self, name):
        assert self.opened.pop().name == name, f"</{name}> closes another element"

    def handle_data(self, text):
        for element in self.opened:
            element.text += text


def read(html):
    """List the elements of a page; fails where they are not properly nested."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.opened
    return reader.elements


def named(html, name, class_=None):
    return [e for e in read(html) if e.name == name and (class_ is None or class_ in e.classes)]
