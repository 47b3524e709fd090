"""A scene's guide: words and places of everybody who is drawn, only what is needed, and what of a picture's stays."""

from dataclasses import replace
from pathlib import Path

import pytest

import config
from records import Person, RenderJob, SceneReading, Style
from sdxl.guides import CELL, JOINTS, Faces, Net, Reference, count_cells, guide_of, list_cells
from sdxl.net_maps import read_lines
from storyboard.drawing import person_key
from workspace.cache import Cache
from workspace.cached_plan import PlanCache
from workspace.guide_settings import GuideSettings, UsedNet
from workspace.guiding import NOTHING, Direction, direct
from workspace.jobs import draw_from
from workspace.portraits import PortraitFile
from workspace.recipe_checks import find_recipe_fault
from workspace.request import read_defaults
from workspace.settings import Settings

DEFAULTS = read_defaults()
STYLE = DEFAULTS.styles[config.STYLE]
EMMA = Person("Emma Hale", "lead", gender="female", look="woman with red hair", outfit="green coat")
JONAS = Person("Jonas", "present", gender="male", look="old man with a beard", outfit="blue coat and red boots")
REX = Person("Rex", "lead", look="brown dog")
READING = SceneReading((EMMA, JONAS), place="kitchen", interior=True, action="talking", shot="medium shot")
KEYS = tuple(map(person_key, ("Emma Hale", "Jonas")))
RED, BLUE = (PortraitFile(digit * 64, Path(f"{digit}.png")) for digit in "ab")


class Choice:
    """A network that somebody found."""

    def __init__(self, identity="owner/net", reads="openpose"):
        self.identity, self.reads = identity, reads


NET = UsedNet(Choice(), 0.8, 1.0)
WORDS, POSE = GuideSettings("words"), GuideSettings("pose", net=NET)


def direction(guide=WORDS, reading=READING, size=(672, 384), **changes):
    settings = Settings("sdxl", None, 30, 7.0, *size, config.STYLE, guide=guide)

    def draw():
        return draw_from(reading, (config.STYLE, STYLE), is_varied=False)

    return replace(Direction(reading, STYLE, settings, 7, 77, draw), **changes)


STAGED = PlanCache()  # each picture is staged once for all tests


def guide(settings=WORDS, standing=None, cache=STAGED, **changes):
    return direct(direction(settings, **changes), cache, standing).guide


def job_of(made, size=(672, 384), seed=7):
    return RenderJob("sdxl", "m", "a", "b", seed, 30, 7.0, *size, "euler", guide=made.to_json())


# --- Only what is wanted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "changes", "why"),
    [
        (GuideSettings(), {}, "nothing is asked for"),
        (GuideSettings(likeness="reference"), {}, "nobody has a portrait"),
        (GuideSettings(likeness="reference"), {"portraits": {"Kit": RED}}, "who has one is not there"),
        (POSE, {"reading": replace(READING, characters=())}, "nobody is there"),
        (POSE, {"reading": replace(READING, characters=(replace(EMMA, presence="remote"),))}, "nobody bodily"),
    ],
)
def test_nothing_directs_and_nothing_is_staged(settings, changes, why):
    def stage():
        raise AssertionError(why)

    assert direct(replace(direction(settings, **changes), draw=stage), PlanCache()) == NOTHING, why


def test_words_give_everybody_a_phrase_and_a_place_and_no_more():
    made = guide()

    assert (made.kind, made.share, made.net, made.likeness, made.faces) == ("words", 0.3, None, "", None)
    assert made.base.startswith("graphic novel illustration, medium shot of two people, ")
    assert [figure.key for figure in made.figures] == list(KEYS)
    assert made.figures[0].words.startswith("a woman with red hair in a green coat, ")
    assert "blue coat and red boots" in made.figures[1].words
    assert all(figure.cells for figure in made.figures)
    assert all((one.joints, one.head, one.depth, one.portrait) == ((), None, 0, "") for one in made.figures)


def test_nobody_shares_a_cell_with_another_or_leaves_the_picture():
    emma, jonas = (set(list_cells(figure)) for figure in guide().figures)
    across, down = count_cells(672, 384)

    assert max(emma | jonas) < across * down
    assert len(emma) > 4 < len(jonas)
    assert len(emma & jonas) < min(len(emma), len(jonas)) / 4, "cells at an edge may be both's"


def test_a_pose_also_gives_joints_and_depth():
    made = guide(POSE)

    assert made.net == Net("owner/net", "openpose", 0.8, 1.0)
    assert all(len(figure.joints) == JOINTS and figure.depth > 0 and figure.head is None for figure in made.figures)
    assert [figure.cells for figure in made.figures] == [figure.cells for figure in guide().figures]


@pytest.mark.parametrize("reads", ["sketch", pytest.param("lineart", marks=pytest.mark.slow)])
def test_a_network_that_reads_lines_gets_those_of_the_panel(reads):
    made = guide(replace(POSE, net=UsedNet(Choice(reads=reads), 0.8, 1.0)))
    lines = read_lines(made.lines)
    cells = [figure.cells for figure in made.figures]

    assert lines.size == (336, 192)
    assert 0.005 < sum(value > 0 for value in lines.tobytes()) / (336 * 192) < 0.2
    assert all((figure.joints, figure.depth) == ((), 0) for figure in made.figures)
    assert cells == [figure.cells for figure in guide().figures]
    assert find_recipe_fault(job_of(made), DEFAULTS.limits) == ""


@pytest.mark.slow
def test_the_camera_comes_so_near_that_faces_are_not_lost():
    wide = replace(READING, shot="wide shot")
    heads = [figure.head for figure in guide(GuideSettings(faces=True), size=(1344, 768), reading=wide).figures]

    assert min(bottom - top for _, top, _, bottom in heads) >= 76


def test_a_beast_has_words_and_a_place_and_no_joints():
    made = guide(POSE, reading=replace(READING, characters=(REX,)))

    assert (made.kind, made.figures[0].joints) == ("pose", ())
    assert made.figures[0].words.startswith("a brown dog")
    assert guide(POSE, job_of(made), reading=replace(OTHER_STAGE, characters=(REX,))) == made, "it stays"


def test_faces_go_without_a_guide():
    made = guide(GuideSettings(faces=True))

    assert (made.kind, made.base, made.faces, made.has_words) == ("none", "", Faces(), False)
    assert all(figure.head and figure.words and figure.depth for figure in made.figures)


@pytest.mark.parametrize(("steps", "drawn"), [(30, 12), (40, 16), (8, 3), (1, 1)])
def test_a_face_has_its_share_of_the_pictures_steps(steps, drawn):
    asked = direction(GuideSettings(faces=True))
    made = direct(replace(asked, settings=replace(asked.settings, steps=steps)), PlanCache()).guide

    assert made.faces == Faces(steps=drawn)


def test_a_portrait_goes_without_a_guide_and_to_its_person_alone():
    made = guide(GuideSettings(likeness="reference"), portraits={"Jonas": RED})

    assert (made.kind, made.base, made.likeness, made.portraits) == ("none", "", "reference", (RED.sha256,))
    assert made.reference == Reference()
    assert [(figure.portrait, figure.words) for figure in made.figures] == [("", ""), (RED.sha256, "")]
    assert guide(GuideSettings(), portraits={"Jonas": RED}) is None


def test_an_ip_adapter_is_named_where_somebody_has_a_portrait():
    settings = replace(WORDS, likeness="ip-adapter", likeness_net=UsedNet(Choice("owner/ip", ""), 0.5, 0.7))

    assert guide(settings, portraits={"Jonas": RED}).likeness_net == Net("owner/ip", "", 0.5, 0.7)
    assert guide(settings, portraits={"Jonas": RED}).reference is None
    assert (guide(settings).likeness, guide(settings).likeness_net) == ("", None)


def test_the_authors_own_prompt_is_the_base():
    made = guide(own_prompt="an oil painting of two people")

    assert made.base == ""
    assert [figure.words for figure in made.figures] == [
        "a woman with red hair in a green coat",
        "an old man with a beard in a blue coat and red boots",
    ]


def test_monochrome_styles_leave_the_colors_of_clothes_out():
    noir = Style("noir comic", ("black ink",), "photograph", monochrome=True)
    assert "green" not in guide(style=noir).figures[0].words


@pytest.mark.parametrize(
    ("size", "settings"),
    [
        ((104, 72), WORDS),
        ((672, 384), replace(POSE, faces=True)),
        pytest.param((64, 64), POSE, marks=pytest.mark.slow),
        pytest.param((1344, 768), replace(POSE, faces=True), marks=pytest.mark.slow),
        pytest.param((832, 1216), replace(POSE, faces=True), marks=pytest.mark.slow),
    ],
)
def test_every_guide_of_ours_can_be_drawn(size, settings):
    made = guide(settings, size=size)

    assert find_recipe_fault(job_of(made, size), DEFAULTS.limits) == ""
    assert guide_of(job_of(made, size)) == made, "what is written is read back"


# --- What stays -------------------------------------------------------------------------------------------------------

FULL = replace(POSE, faces=True, likeness="reference")
PORTRAITS = {"Emma Hale": RED}
OTHER_STAGE = replace(READING, place="beach", action="running", interior=False)


@pytest.fixture(scope="module")
def standing():
    return job_of(guide(FULL, portraits=PORTRAITS))


@pytest.mark.parametrize(
    ("settings", "changes", "stays", "why"),
    [
        (FULL, {}, True, "nothing changed"),
        (FULL, {"reading": OTHER_STAGE}, True, "other rules read and stage it otherwise"),
        (WORDS, {}, False, "the guide"),
        (replace(FULL, net=UsedNet(Choice("a/b"), 0.8, 1.0)), {}, False, "the network"),
        (replace(FULL, net=UsedNet(Choice(), 0.5, 1.0)), {}, False, "how the network is used"),
        (replace(FULL, likeness=""), {}, False, "the likeness"),
        (replace(FULL, faces=False), {}, False, "the faces"),
        (replace(FULL, share=0.5), {}, False, "the share"),
        (FULL, {"portraits": {"Emma Hale": BLUE}}, False, "a new portrait"),
        (FULL, {"portraits": {}}, False, "no portrait any more"),
        (FULL, {"portraits": {**PORTRAITS, "Kit": BLUE}}, True, "a portrait of somebody who is not there"),
        (FULL, {"size": (768, 512)}, False, "the size"),
        (FULL, {"seed": 8}, False, "the seed"),
        (FULL, {"own_prompt": "two people"}, False, "her own prompt is the base now"),
    ],
)
def test_a_finished_pictures_guide_stays_unless_the_author_changed_it(standing, settings, changes, stays, why):
    changes = {"portraits": PORTRAITS, "reading": OTHER_STAGE, **changes}
    made = guide(settings, standing, **changes)

    assert (made == guide_of(standing)) is stays, why
    assert made is not None


@pytest.mark.parametrize("stronger", [POSE, replace(POSE, kind="strong"), replace(WORDS, faces=True)])
def test_a_stronger_guide_than_a_finished_pictures_is_what_was_asked_for(stronger):
    assert guide(stronger, job_of(guide(WORDS))) == guide(stronger)


def test_other_steps_change_the_faces_steps_and_move_nobody(standing):
    more = direction(FULL, portraits=PORTRAITS, reading=OTHER_STAGE)
    made = direct(replace(more, settings=replace(more.settings, steps=60)), STAGED, standing).guide

    assert made.faces.steps == 2 * guide_of(standing).faces.steps
    assert replace(made, faces=guide_of(standing).faces) == guide_of(standing)


@pytest.mark.parametrize(
    ("settings", "changes", "stays"),
    [
        (FULL, {"portraits": {"Emma Hale": BLUE}}, True),
        (replace(FULL, kind="strong"), {}, True),
        (FULL, {"size": (768, 512)}, True),
        (FULL, {"own_prompt": "two people"}, False),
    ],
    ids=["a new portrait", "another guide", "another size", "her own prompt"],
)
def test_the_words_of_a_guide_stay_with_the_prompts(standing, settings, changes, stays):
    now = replace(READING, characters=(EMMA, replace(JONAS, outfit="red coat")), place="cellar")
    found = direct(direction(settings, **{"portraits": PORTRAITS, "reading": now, **changes}), STAGED, standing)

    assert ("kitchen" in found.guide.base) is stays
    assert ("blue coat" in found.guide.figures[1].words) is stays
    assert found.is_older is stays


def test_what_stays_is_not_staged_again(standing):
    def stage():
        raise AssertionError

    asked = replace(direction(FULL, portraits=PORTRAITS), draw=stage)
    assert direct(asked, PlanCache(), standing).guide == guide_of(standing)


@pytest.mark.parametrize(
    ("reading", "is_older"),
    [
        (READING, False),
        (replace(READING, place="cellar"), True),
        (replace(READING, characters=(EMMA, replace(JONAS, outfit="red coat"))), True),
    ],
    ids=["the same words", "another base", "another phrase"],
)
def test_it_is_told_where_the_rules_write_other_words_now(standing, reading, is_older):
    found = direct(direction(FULL, portraits=PORTRAITS, reading=reading), STAGED, standing)

    assert found.guide == guide_of(standing)
    assert found.is_older is is_older


def test_a_run_finds_what_an_earlier_one_staged(tmp_path, monkeypatch):
    cache = Cache(tmp_path, writes=True)
    made = guide(POSE, cache=PlanCache(cache))
    cache.save()
    monkeypatch.setattr("workspace.guiding.place_people", lambda *_, **__: pytest.fail("it was staged again"))
    monkeypatch.setattr("workspace.guiding.make_regions", lambda *_: pytest.fail("it was worded again"))

    assert guide(POSE, cache=PlanCache(Cache(tmp_path))) == made
    with pytest.raises(pytest.fail.Exception):
        guide(POSE, cache=PlanCache(Cache(tmp_path)), size=(64, 64))


def test_a_cell_is_as_large_as_the_engine_takes_it():
    assert CELL == 16
