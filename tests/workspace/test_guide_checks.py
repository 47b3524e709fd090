"""A stranger's guide: what cannot be is named, what is drawn here passes."""

import base64
import io
from dataclasses import replace

import pytest
from PIL import Image

from records import RenderJob
from sdxl.guides import JOINTS, Faces, Guide, GuidedFigure, Net, Reference
from workspace.recipe_checks import find_recipe_fault
from workspace.request import read_defaults

LIMITS = read_defaults().limits
JOB = RenderJob("sdxl", "owner/name", "a", "b", 1, 2, 7.0, 104, 64, "euler")
EMMA = GuidedFigure(
    "1a2b3c4d", "a woman", (0, 2, 8, 1), ((20, 30),) + (None,) * (JOINTS - 1), (0, 0, 104, 64), "ab" * 32
)
NET = Net("owner/net", "openpose", 0.8, 1.0)


def lines_of(size, mode="1"):
    drawn = io.BytesIO()
    Image.new(mode, size).save(drawn, "PNG")
    return base64.b64encode(drawn.getvalue()).decode()


def fault_of(guide):
    return find_recipe_fault(replace(JOB, guide=guide.to_json()), LIMITS)


@pytest.mark.parametrize(
    "guide",
    [
        Guide((EMMA,), "words", "two women"),
        Guide((EMMA,) * 6, "pose", net=NET),
        Guide((EMMA,), "strong", net=replace(NET, reads="lineart"), lines=lines_of((52, 32))),
        Guide((EMMA,), likeness="reference", reference=Reference()),
        Guide((EMMA,), likeness="ip-adapter", likeness_net=replace(NET, reads="")),
        Guide((replace(EMMA, joints=(), head=None, portrait="", cells=()),), "words", faces=Faces()),
        Guide((replace(EMMA, cells=(0, 28)),), "words"),
    ],
    ids=["words", "six people", "lines", "a portrait", "an IP-Adapter", "a beast", "everywhere"],
)
def test_what_can_be_drawn_passes(guide):
    assert fault_of(guide) == ""


@pytest.mark.parametrize(
    ("figure", "fault"),
    [
        ({"cells": (0, 29)}, "stands outside the picture"),
        ({"cells": (28, 1)}, "stands outside the picture"),
        ({"cells": (0, 2, 1)}, "has cells that are none"),
        ({"cells": (0, 0)}, "has cells that are none"),
        ({"cells": (0, 2, 1, 2)}, "has the same cell twice"),
        ({"cells": (0, 1) * 5000}, "has the same cell twice"),
        ({"joints": (None,) * 17}, "has 17 joints instead of 18"),
        ({"joints": ((104, 0),) + (None,) * 17}, "has a joint outside the picture"),
        ({"joints": ((0, -1),) + (None,) * 17}, "has a joint outside the picture"),
        ({"head": (0, 0, 105, 64)}, "has a head outside the picture"),
        ({"head": (9, 9, 9, 20)}, "has a head outside the picture"),
        ({"portrait": "../../etc/passwd"}, "has no such key or portrait"),
        ({"portrait": "AB" * 32}, "has no such key or portrait"),
        ({"key": "x" * 100}, "has no such key or portrait"),
        ({"words": "x" * 30_000}, "its guide's words has 30,000 letters"),
    ],
)
def test_a_person_who_cannot_be_is_named(figure, fault):
    assert fault in fault_of(Guide((replace(EMMA, **figure),), "words"))


@pytest.mark.parametrize(
    ("guide", "fault"),
    [
        (Guide((EMMA,) * 7, "words"), "its guide has 7 people, more than 6"),
        (Guide((EMMA,), "words", "x" * 30_000), "its guide's base has 30,000 letters"),
        (Guide((EMMA,), "pose"), "its guide is pose, without a network"),
        (Guide((EMMA,), likeness="ip-adapter"), "its guide is ip-adapter, without a network"),
        (Guide((EMMA,), "pose", net=replace(NET, reads="canny")), "reads no map that is drawn"),
        (Guide((EMMA,), "pose", net=replace(NET, name="x" * 30_000)), "its guide's network has 30,000 letters"),
        (Guide((EMMA,), "pose", net=NET, lines="x"), "no drawing of half its size"),
        (Guide((EMMA,), "pose", net=NET, lines=lines_of((104, 64))), "no drawing of half its size"),
        (Guide((EMMA,), "pose", net=NET, lines=lines_of((52, 32), "L")), "no drawing of half its size"),
        (Guide((EMMA,), "pose", net=NET, lines=lines_of((52, 32)) + "A" * 9000), "no drawing of half its size"),
        (Guide((EMMA,), faces=Faces(steps=900)), "steps of its faces is 900, out of range"),
        (Guide((EMMA,), faces=Faces(strength=0.001)), "its faces are drawn with next to no noise"),
        (Guide((EMMA,), faces=Faces(size=9000)), "its faces are drawn at 9000 pixels"),
        (Guide((EMMA,), likeness="reference", reference=Reference(9000)), "its portraits are read at 9000 pixels"),
        (Guide((EMMA,), faces=Faces(size=500)), "its faces are drawn at 500 pixels"),
    ],
)  # fmt: skip
def test_a_guide_that_cannot_be_is_named(guide, fault):
    assert fault in fault_of(guide)
    assert len(fault_of(guide)) < 200, "a sentence"
