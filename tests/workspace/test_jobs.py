"""The job that decides a picture: the author's words over the program's, the command line over both."""

import dataclasses

import pytest

from prompts.clip_tokens import TOKEN_LIMIT, count_tokens
from records import Lora, Person, ScenePrompt, SceneReading
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.generated import Generated
from workspace.identity import identify
from workspace.jobs import apply_edits, choose_seed, draw_from, make_job
from workspace.request import read_defaults
from workspace.settings import Settings, Sources, mix_seed

STYLES = read_defaults().styles
INK, NOIR = STYLES["ink wash"], STYLES["noir"]
OWN = ScenePrompt(f"{INK.medium}, a woman at a desk, {', '.join(INK.finish)}", INK.negative, 20, 12, ("props",))
GENERATED = Generated(OWN.prompt, OWN.negative_prompt, 7, identify("She read the letter again."))
NOTHING = Sources({}, {}, {})


def sources(given=None, kept=None, edits=None):
    return Sources(given or {}, kept or {}, edits or {})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(NOTHING, 7, id="its own"),
        pytest.param(sources(edits={"seed": 9}), 9, id="the author's"),
        pytest.param(sources(kept={"seed": 3}, edits={"seed": 9}), mix_seed(3, GENERATED.identity.sha256), id="kept"),
        pytest.param(sources({"seed": 4}, {"seed": 3}), mix_seed(4, GENERATED.identity.sha256), id="this run's"),
        pytest.param(sources({"seed": 0}), mix_seed(0, GENERATED.identity.sha256), id="zero is a seed"),
    ],
)
def test_the_strongest_seed_counts(found, expected):
    assert choose_seed(found, GENERATED) == expected


def test_without_an_edit_the_prompt_is_the_programs_to_the_last_token():
    assert apply_edits(OWN, NOTHING, STYLES) is OWN


def test_an_edit_is_counted_anew_and_nothing_of_it_was_dropped():
    edited = apply_edits(OWN, sources(edits={"prompt": "my own words"}), STYLES)

    assert (edited.prompt, edited.negative_prompt) == ("my own words", OWN.negative_prompt)
    assert edited.tokens == count_tokens("my own words")
    assert edited.dropped == ()


def test_an_edited_negative_prompt_leaves_what_the_prompt_dropped():
    edited = apply_edits(OWN, sources(edits={"negative_prompt": "text"}), STYLES)

    assert (edited.prompt, edited.negative_prompt, edited.dropped) == (OWN.prompt, "text", ("props",))


def test_words_that_clip_does_not_read_are_told():
    edited = apply_edits(OWN, sources(edits={"prompt": "word " * 100}), STYLES)

    assert edited.tokens == TOKEN_LIMIT
    assert edited.dropped == (f"words past CLIP's {TOKEN_LIMIT} tokens in the prompt",)


def test_a_style_of_the_command_line_exchanges_the_styles_words_alone():
    styled = apply_edits(OWN, sources({"style": "noir"}), STYLES)

    assert styled.prompt == f"{NOIR.medium}, a woman at a desk, {', '.join(NOIR.finish)}"
    assert styled.negative_prompt == NOIR.negative


def test_a_negative_prompt_of_the_command_line_wins_over_the_styles():
    assert apply_edits(OWN, sources({"style": "noir", "negative": "text"}), STYLES).negative_prompt == "text"


CHOICE = ModelChoice("owner/name", "hub", "owner/name", "owner/name", 30, 7.0, "euler")
SETTINGS = Settings("sdxl", CHOICE, 30, 7.0, 640, 384, "noir", loras=(LoraChoice("/loras/ink", "ink 1 2", 0.8),))


def test_a_job_of_sdxl_holds_its_model_and_nothing_of_the_storyboard():
    job = make_job(OWN, 7, SETTINGS, "sdxl", {"place": "office"})

    assert (job.model, job.scheduler, job.loras) == (CHOICE.identity, CHOICE.scheduler, (Lora("ink 1 2", 0.8),))
    assert (job.prompt, job.seed, job.width, job.height) == (OWN.prompt, 7, 640, 384)
    assert job.drawing == {}


def test_a_panels_job_holds_what_was_read_and_no_model():
    settings = dataclasses.replace(SETTINGS, choice=None, loras=())
    reading = SceneReading((Person("Emma", "lead"),), place="office")
    job = make_job(OWN, 7, settings, "storyboard", draw_from(reading, ("noir", NOIR), is_varied=False))

    assert (job.model, job.vae, job.scheduler) == ("", "", "")
    assert (job.drawing["place"], job.drawing["style"]) == ("office", "noir")


@pytest.mark.parametrize(
    ("style", "row"),
    [
        (("noir", NOIR), "noir"),
        (("mine", dataclasses.replace(NOIR, medium="soft pencil sketch")), "pencil"),
        (("mine", dataclasses.replace(NOIR, medium="my own art", finish=("sepia tones",))), "sepia"),
        (("mine", dataclasses.replace(NOIR, medium="my own art", finish=())), "graphic_novel"),
    ],
)
def test_a_panel_is_drawn_in_its_style_or_in_what_its_words_say(style, row):
    assert draw_from(SceneReading(place="office"), style, is_varied=False)["style"] == row


@pytest.mark.parametrize(
    ("reading", "place", "why"),
    [
        ({"place": "kitchen", "action": "stepping into the library"}, "library", "the deed's own place"),
        ({"place": "kitchen", "action": "looking into the garden"}, "kitchen", "what is looked at is elsewhere"),
        ({"place": "kitchen", "action": "pressing the button on a bedside table"}, "kitchen", "a kind of table"),
        ({"place": "kitchen", "action": "walking into the garden", "corrected": ("place",)}, "kitchen", "told so"),
    ],
)
def test_a_panel_is_where_the_prompt_is(reading, place, why):
    shown = draw_from(SceneReading(**reading), ("noir", NOIR), is_varied=False)

    assert shown["place"] == place, why


def test_a_room_leaves_nothing_to_chance_until_another_seed_is_asked_for():
    reading, settings = SceneReading(place="office"), dataclasses.replace(SETTINGS, choice=None, loras=())
    calm, varied = (
        make_job(OWN, 7, settings, "storyboard", draw_from(reading, ("noir", NOIR), is_varied=told))
        for told in (False, True)
    )

    assert (calm.seed, varied.seed) == (0, 7)
    assert varied.drawing == {**calm.drawing, "varied": True}
