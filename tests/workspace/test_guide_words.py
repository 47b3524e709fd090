"""Guides in words: what directs a picture in a line, and what of it differs from another's."""

from dataclasses import replace

import pytest

from records import RenderJob
from sdxl.guides import Faces, Guide, GuidedFigure, Net, Reference
from workspace.engine_reads import changed_fields
from workspace.guide_words import say_guide

EMMA = GuidedFigure("1", "a woman", (0, 2), ((1, 2), None), (0, 0, 9, 9))
TOM = GuidedFigure("2", "a man", (4, 2))
POSE = Net("owner/t2i-openpose", "openpose", 0.8, 1.0)
PLUS = Net("owner/plus", "", 0.5, 0.7)
SEEN = replace(EMMA, portrait="ab" * 32)
PLAIN = RenderJob("sdxl", "m", "a", "b", 1, 2, 7.0, 64, 64, "euler")


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        (Guide((EMMA,), "words"), "words of 1 person"),
        (Guide((EMMA, TOM), "pose", net=POSE), "pose of 2 people (owner/t2i-openpose)"),
        (Guide((SEEN, TOM), likeness="reference"), "1 portrait by reference"),
        (
            Guide((SEEN, TOM), "words", likeness="ip-adapter", likeness_net=PLUS, faces=Faces()),
            "words of 2 people, 1 portrait by ip-adapter (owner/plus) and faces under 140 pixels once more",
        ),
        (Guide((EMMA,), "strong", net=Net("my net 5 0123abcd")), "strong of 1 person (my net)"),
        (Guide((EMMA,), "strong", net=Net("x" * 5000)), f"strong of 1 person ({'x' * 80}…)"),
    ],
)
def test_a_guide_in_a_line(guide, said):
    assert say_guide(guide) == said


WORDS, POSED = Guide((EMMA, TOM), "words", "two people"), Guide((EMMA, TOM), "pose", "two people", net=POSE)

HELD = Guide((SEEN,), likeness="ip-adapter", likeness_net=PLUS)


@pytest.mark.parametrize(
    ("old", "new", "named", "why"),
    [
        (None, None, [], "neither has any"),
        (WORDS, WORDS, [], "nothing differs"),
        (None, WORDS, ["the guide (words instead of none)"], "one more"),
        (WORDS, None, ["the guide (none instead of words)"], "one less"),
        (WORDS, POSED, ["the guide (pose instead of words)"], "its network comes with it"),
        (POSED, replace(POSED, net=PLUS), ["the guide's network (owner/plus instead of owner/t2i-openpose)"], "a net"),
        (POSED, replace(POSED, net=replace(POSE, strength=1.0)), ["how the guide's network is used"], "its strength"),
        (WORDS, replace(WORDS, share=0.5), ["the guide's share"], "config.py"),
        (WORDS, replace(WORDS, base="a crowd"), ["the guide's words"], "the base"),
        (WORDS, replace(WORDS, figures=(EMMA,)), ["who is there"], "one less"),
        (WORDS, replace(WORDS, figures=(replace(EMMA, words="a girl"), TOM)), ["how people look"], "a phrase"),
        (WORDS, replace(WORDS, figures=(replace(EMMA, cells=(1, 2)), TOM)), ["where people are"], "cells"),
        (WORDS, replace(WORDS, figures=(SEEN, TOM), likeness="reference"),
         ["the likeness (reference instead of none)", "a portrait"], "the first portrait"),
        (WORDS, replace(WORDS, faces=Faces()), ["the faces"], "faces"),
        (HELD, replace(HELD, likeness_net=POSE),
         ["the likeness's network (owner/t2i-openpose instead of owner/plus)"], "its network"),
        (Guide((SEEN,), likeness="reference", reference=Reference()),
         Guide((SEEN,), likeness="reference", reference=Reference(384)), ["how portraits are read"], "its size"),
    ],
)  # fmt: skip
def test_what_differs_is_named(old, new, named, why):
    before, after = (replace(PLAIN, guide=guide.to_json() if guide else {}) for guide in (old, new))
    assert changed_fields(before, after) == named, why


def test_a_guide_stands_among_what_else_differs():
    after = replace(PLAIN, steps=9, guide=WORDS.to_json())
    assert changed_fields(PLAIN, after) == ["steps", "the guide (words instead of none)"]
