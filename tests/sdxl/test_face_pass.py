"""Small faces drawn once more: in their ellipses and nowhere else, in their own words, the same under every plan."""

import dataclasses

import pytest
from books import INKED
from PIL import Image, ImageChops
from tiny_engine import draw, job_for, lent, out_of_memory, pixels
from tiny_guide import BASE, EMMA, HEIGHT, JONAS, WIDTH, conditioning_of, guide_for, guided_job

from errors import RenderError
from sdxl import face_pass
from sdxl.encoding import job_chunks
from sdxl.face_pass import FaceDrawer, feathered_ellipse, job_of_face, put_back, square_around, without_faces
from sdxl.guides import Faces, Guide, Reference, list_cells, read_guide
from sdxl.memory import PLANS
from sdxl.portraits import digest_pixels

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

FACES = Faces(size=64, steps=2, strength=0.5)
HERS, HIS = (8, 10, 36, 46), (90, 12, 120, 50)
EMMA_SEEN = dataclasses.replace(EMMA, head=HERS, depth=300)
JONAS_SEEN = dataclasses.replace(JONAS, head=HIS, depth=200)


def faced(*figures, faces=FACES, **changes):
    """Give a guide of faces alone; the figures are Emma and Jonas unless others are given."""
    return dataclasses.replace(Guide(figures or (EMMA_SEEN, JONAS_SEEN), faces=faces), **changes)


@pytest.fixture(scope="module")
def paint(choice, loaded_model, encoders):
    """Draw the tests' job with a guide, once each."""
    drawn = {}

    def paint(guide=None, portraits=(), **changes):
        key = str((guide, changes))
        if key not in drawn:
            plain = job_for(choice, steps=1, width=WIDTH, height=HEIGHT, **changes)
            job = guided_job(plain, guide) if guide else plain
            (drawn[key],) = draw(choice, job, tools=lent(loaded_model, encoders), portraits=dict(portraits))
        return drawn[key]

    return paint


def changed_box(one, other):
    """Give the box of what differs; None where nothing does."""
    return ImageChops.difference(one.image, other.image).getbbox()


def within(box, outer):
    return outer[0] <= box[0] and outer[1] <= box[1] and box[2] <= outer[2] and box[3] <= outer[3]


# --- A picture --------------------------------------------------------------------------------------------------------


def test_outside_the_heads_every_byte_stays(paint):
    plain, drawn = paint(), paint(faced())
    mask = Image.new("L", (WIDTH, HEIGHT))
    for box in (HERS, HIS):
        mask.paste(255, box, feathered_ellipse(box[2] - box[0], box[3] - box[1]).point(lambda value: 255 * (value > 0)))
        assert changed_box(*(dataclasses.replace(one, image=one.image.crop(box)) for one in (plain, drawn)))
    outside = [Image.composite(Image.new("RGB", mask.size), one.image, mask) for one in (plain, drawn)]

    assert outside[0].tobytes() == outside[1].tobytes()
    assert (drawn.notes, drawn.job) == ((), None)


def test_faces_repeat_to_the_byte_and_leave_the_next_picture_as_it_is(choice, loaded_model, encoders, paint):
    plain = job_for(choice, steps=1, width=WIDTH, height=HEIGHT)
    drawn = draw(choice, guided_job(plain, faced()), plain, tools=lent(loaded_model, encoders))

    assert [pixels(one) for one in drawn] == [pixels(paint(faced())), pixels(paint())]


def test_each_face_is_drawn_with_the_words_of_whose_it_is(paint):
    other = dataclasses.replace(JONAS_SEEN, words="boy with a green cap")
    box = changed_box(paint(faced()), paint(faced(EMMA_SEEN, other)))

    assert box is not None
    assert within(box, HIS)


SHOWN = dataclasses.replace(EMMA_SEEN, portrait="e" * 64)
LIKENESS = {"likeness": "reference", "reference": Reference(size=64, end=1.0)}


@pytest.mark.parametrize(
    ("figure", "changes", "portraits"),
    [
        pytest.param(SHOWN, LIKENESS, ("e" * 64,), id="hers"),
        pytest.param(EMMA_SEEN, LIKENESS, (), id="nobody has one"),
        pytest.param(SHOWN, {}, (), id="portraits do not count"),
        pytest.param(dataclasses.replace(SHOWN, cells=()), LIKENESS, (), id="the picture did not read it either"),
    ],
)
def test_a_face_fills_its_square_and_holds_to_the_portrait_that_the_picture_holds_to(figure, changes, portraits):
    guide = faced(figure, kind="words", base=BASE, **changes)
    job = job_of_face(dataclasses.replace(INKED, width=1344, height=768, guide=guide.to_json()), guide, figure)
    face = read_guide(job.guide)

    assert (job.width, job.height, face.kind, face.portraits, face.small_faces) == (64, 64, "none", portraits, ())
    assert list(list_cells(face.figures[0])) == list(range(16))


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [{}, {"guidance": 1.0}, {"cfg_cutoff": 0.5}, {"scheduler": "euler"}, {"scheduler": "heun"}, {"scheduler": "lcm"}],
)
def test_faces_with_portraits_change_the_heads_alone(paint, tmp_path, changes):
    Image.new("RGB", (64, 64), "orange").save(tmp_path / "her.png")
    digest = digest_pixels(Image.new("RGB", (64, 64), "orange"))
    guide = faced(dataclasses.replace(EMMA_SEEN, portrait=digest), kind="words", base=BASE, **LIKENESS)
    portraits = {digest: tmp_path / "her.png"}
    without, drawn = (paint(one, portraits, **changes) for one in (dataclasses.replace(guide, faces=None), guide))
    box = changed_box(without, drawn)

    assert box is not None
    assert within(box, HERS)


@pytest.mark.slow
@pytest.mark.parametrize("plan", [name for name, plan in PLANS.items() if plan.is_exact])
def test_every_exact_plan_draws_the_same_faces(choice, paint, plan):
    plain = job_for(choice, steps=1, width=WIDTH, height=HEIGHT)
    job = guided_job(plain, faced())

    assert [pixels(one) for one in draw(choice, job, plain, job, memory=plan)] == [
        pixels(paint(one)) for one in (faced(), None, faced())
    ]


def test_the_farthest_face_is_drawn_first_in_as_many_steps_as_are_wanted(choice, source, loaded_model, encoders):
    heard, words = [], []
    job = guided_job(job_for(choice, width=WIDTH, height=HEIGHT), faced(JONAS_SEEN, EMMA_SEEN))
    (conditioning,) = conditioning_of(encoders, job)
    picture = Image.new("RGB", (WIDTH, HEIGHT), "grey")

    def look(_unet, _values, named):
        words.append(named["encoder_hidden_states"][-1])

    hook = loaded_model.unet.register_forward_pre_hook(look, with_kwargs=True)
    try:
        FaceDrawer(source).draw(loaded_model, job, conditioning, picture, lambda *done: heard.append(done))
    finally:
        hook.remove()

    hers, his = (
        conditioning_of(encoders, guided_job(job, guide_for(one)))[0].figures[0].hidden[0] for one in (EMMA, JONAS)
    )
    assert heard == [(1, 2), (2, 2)] * 2
    assert [one.equal(hers) for one in words] == [True, True, False, False]
    assert words[2].equal(his)


def test_a_long_negative_prompt_is_long_for_faces_too(choice, encoders):
    job = guided_job(job_for(choice, negative_prompt="hands, " * 60, long_prompts=True), faced())
    (conditioning,) = conditioning_of(encoders, job)

    assert len(job_chunks(job)[1]) == 2
    assert {one.hidden.shape[1] for one in (*conditioning.faces, conditioning.negative)} == {2 * 77}


# --- What fails -------------------------------------------------------------------------------------------------------


def no_encoder(*_arguments):
    raise RenderError("vae.safetensors holds only the half of a VAE that decodes")


@pytest.mark.parametrize(
    ("breaks", "how", "says"),
    [
        ("encode_picture", out_of_memory, "out of memory while drawing small faces once more"),
        pytest.param(
            *("decode", out_of_memory, "out of memory while drawing small faces once more"), marks=pytest.mark.slow
        ),
        pytest.param(
            *("open_vae_encoder", no_encoder, "its small faces cannot be drawn once more (vae.safetensors holds only"),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_where_a_face_cannot_be_drawn_the_picture_stays_and_says_so(paint, monkeypatch, breaks, how, says):
    monkeypatch.setattr(face_pass, breaks, how)
    drawn = paint(faced(), negative_prompt=breaks)

    assert pixels(drawn) == pixels(paint(negative_prompt=breaks))
    assert drawn.notes[0].startswith(says)
    assert drawn.notes[0].endswith("they stay as they are")
    assert drawn.job.guide == {}


@pytest.mark.slow
def test_what_breaks_for_another_reason_is_no_picture(paint, monkeypatch):
    monkeypatch.setattr(face_pass, "encode_picture", lambda *_: 1 / 0)

    assert paint(faced(), negative_prompt="other").image is None


@pytest.mark.parametrize(
    ("guide", "wanted"),
    [
        (faced(), {}),
        (faced(kind="words", base=BASE), faced(kind="words", base=BASE, faces=None).to_json()),
        (faced(SHOWN, **LIKENESS), faced(SHOWN, faces=None, **LIKENESS).to_json()),
    ],
)
def test_a_job_without_faces_keeps_whatever_else_directs_it(guide, wanted):
    assert without_faces(dataclasses.replace(INKED, guide=guide.to_json())).guide == wanted


# --- There and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "square"),
    [
        pytest.param((600, 300, 680, 400), (550, 260, 730, 440), id="in the open"),
        pytest.param((600, 300, 700, 380), (560, 250, 740, 430), id="broader than high"),
        pytest.param((0, 0, 80, 100), (0, 0, 180, 180), id="in a corner"),
        pytest.param((1264, 668, 1344, 768), (1164, 588, 1344, 768), id="in the other corner"),
        pytest.param((10, 10, 60, 740), (0, 0, 768, 768), id="larger than the picture has room for"),
    ],
)
def test_the_square_is_around_the_head_and_within_the_picture(head, square):
    assert square_around(head, (1344, 768)) == square


@pytest.mark.parametrize("size", [(24, 24), (60, 75), (139, 139)])
def test_the_ellipse_fades_to_nothing_within_its_box(size):
    mask = feathered_ellipse(*size)
    middle = mask.height // 2
    row = [mask.getpixel((x, middle)) for x in range(mask.width)]
    half = row[: mask.width // 2]

    assert max(row) == 255
    assert half == sorted(half)
    assert row[0] < 64
    assert [mask.getpixel(corner) for corner in ((0, 0), (mask.width - 1, 0), (0, mask.height - 1))] == [0, 0, 0]


def test_what_was_there_before_stays_unchanged_itself():
    before = Image.new("RGB", (128, 96), "grey")
    after = put_back(before, Image.new("RGB", (64, 64), "red"), (0, 0, 60, 60), HERS)

    assert before.getcolors() == [(128 * 96, (128, 128, 128))]
    assert within(ImageChops.difference(before, after).getbbox(), HERS)
    assert after.getpixel((22, 28)) == (255, 0, 0)
