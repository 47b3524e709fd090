"""What a guide's network is fed: the pose of its figures, or the panel's lines; and nothing where there is none."""

import base64
import dataclasses
import io

import pytest
from PIL import Image, ImageDraw
from tiny_guide import EMMA, HEIGHT, JONAS, WIDTH, guide_for, guided_job
from tiny_nets import posed

from errors import RenderError
from records import RenderJob
from sdxl.guides import Guide, Net
from sdxl.net_maps import draw_net_map, feature_key, find_net_of
from sdxl.pose_maps import draw_pose_map

JOB = RenderJob("sdxl", "m", "p", "n", 1, 2, 3.0, 64, 64)
POSE, SKETCH = Net("pose", "openpose"), Net("sketch", "sketch")
FIGURES = (posed(EMMA, 40), posed(JONAS, 90))


def lines():
    """A line drawing at half size, as a guide holds it."""
    image = Image.new("1", (WIDTH // 2, HEIGHT // 2))
    ImageDraw.Draw(image).line([(0, 20), (63, 20)], fill=1, width=3)
    image.save(file := io.BytesIO(), "PNG")
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize(
    ("guide", "net"),
    [
        pytest.param(guide_for(*FIGURES, kind="pose", net=POSE), POSE, id="a pose"),
        pytest.param(guide_for(*FIGURES, kind="strong", net=POSE), POSE, id="held to closely"),
        pytest.param(guide_for(kind="pose", net=SKETCH, lines="iVBO"), SKETCH, id="lines, with nobody posed"),
        pytest.param(guide_for(*FIGURES, kind="words", net=POSE), None, id="words alone"),
        pytest.param(guide_for(*FIGURES, kind="pose"), None, id="no network"),
        pytest.param(guide_for(kind="pose", net=POSE), None, id="nobody shows a joint"),
        pytest.param(guide_for(*FIGURES, kind="pose", net=SKETCH), None, id="no lines"),
        pytest.param(Guide((), "pose", net=POSE), None, id="nobody there"),
        pytest.param(None, None, id="no guide"),
    ],
)
def test_a_network_is_wanted_where_it_has_something_to_read(guide, net):
    assert find_net_of(guide) == net


@pytest.mark.parametrize(("kind", "wide"), [("pose", False), ("strong", True)])
def test_a_pose_is_drawn_with_limbs_as_the_network_knows_them(kind, wide):
    job = guided_job(JOB, guide_for(*FIGURES, kind=kind, net=POSE))

    assert draw_net_map(job).tobytes() == draw_pose_map(FIGURES, (WIDTH, HEIGHT), wide=wide).tobytes()


def test_lines_are_drawn_at_the_pictures_size_white_on_black():
    image = draw_net_map(guided_job(JOB, guide_for(*FIGURES, kind="pose", net=SKETCH, lines=lines())))

    assert (image.size, image.mode) == ((WIDTH, HEIGHT), "RGB")
    assert (image.getpixel((64, 40)), image.getpixel((64, 80))) == ((255, 255, 255), (0, 0, 0))


@pytest.mark.parametrize("text", ["no base64!", base64.b64encode(b"no picture").decode(), lines()[:40]])
def test_lines_that_are_none_are_a_sentence(text):
    with pytest.raises(RenderError, match="the guide's line drawing is no PNG picture"):
        draw_net_map(guided_job(JOB, guide_for(kind="pose", net=SKETCH, lines=text)))


def test_equal_maps_are_kept_under_one_key():
    guide = guide_for(*FIGURES, kind="pose", net=POSE)
    job = guided_job(JOB, guide)
    same = [
        dataclasses.replace(job, seed=2, prompt="other", steps=9),
        guided_job(JOB, dataclasses.replace(guide, share=0.9, base="others")),
        guided_job(JOB, dataclasses.replace(guide, net=dataclasses.replace(POSE, strength=0.1, end=0.2))),
    ]
    others = [
        dataclasses.replace(job, width=136),
        guided_job(JOB, dataclasses.replace(guide, figures=FIGURES[:1])),
        guided_job(JOB, dataclasses.replace(guide, figures=(posed(EMMA, 41), FIGURES[1]))),
        guided_job(JOB, dataclasses.replace(guide, net=Net("another", "openpose"))),
        guided_job(JOB, dataclasses.replace(guide, net=SKETCH, lines="iVBO")),
    ]

    assert {feature_key(one) for one in same} == {feature_key(job)}
    assert len({feature_key(one) for one in (job, *others)}) == 1 + len(others)


def test_only_an_adapter_has_features_to_keep():
    assert feature_key(guided_job(JOB, guide_for(*FIGURES, kind="strong", net=POSE))) is None
    assert feature_key(JOB) is None
