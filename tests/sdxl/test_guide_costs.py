"""What a guide costs besides its picture: bytes and operations, counted on SDXL's true shapes."""

import dataclasses

import pytest
from tiny_guide import EMMA, JONAS, guide_for
from tiny_nets import posed
from tiny_sdxl import write_header

from records import RenderJob
from sdxl.guide_bytes import GuideBytes
from sdxl.guide_costs import (
    ADAPTER_FLOPS,
    CONTROL_SHARE,
    ENCODER_BYTES,
    count_bytes,
    count_operations,
    say_guides,
)
from sdxl.guide_nets import find_net, resolve_net
from sdxl.guides import Faces, Guide, Net, Reference
from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.memory import GIB, SDXL_SIZES, WORDS_BYTES
from sdxl.net_layout import lay_out_net, list_needed
from sdxl.speed import MEGAPIXEL, forward_flops
from tools.random_model import FULL
from tools.random_nets import net_settings

WIDTH, HEIGHT = 1344, 768
PIXELS = WIDTH * HEIGHT
JOB = RenderJob("sdxl", "m", "p", "n", 1, 30, 7.0, WIDTH, HEIGHT)
FIGURES = (posed(EMMA, 40), posed(JONAS, 90))
KNOWN = tuple(
    dataclasses.replace(one, portrait=name, head=(0, 0, 90, 100)) for one, name in zip(FIGURES, "ab", strict=True)
)
POSE, HALF_WAY = Net("pose", "openpose"), Net("union", "openpose", 0.7, 0.6)
PICTURE = 30 * 2 * forward_flops(PIXELS)


def job_of(guide, **changes):
    return dataclasses.replace(JOB, guide=guide.to_json(), **changes)


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    shapes = dict(list_needed(UNION, net_settings(UNION, FULL["unet"]), FULL["unet"]))
    path = write_header(tmp_path_factory.mktemp("nets") / "union-pose.safetensors", shapes)
    return find_net(resolve_net(str(path), "strong"))


@pytest.mark.parametrize(
    ("guide", "gibibytes"),
    [
        pytest.param(guide_for(), 2 * 0.0239, id="words: 0.02 GiB a person"),
        pytest.param(
            guide_for(*FIGURES, kind="pose", net=POSE), 2 * 0.0239 + 3 * 0.012, id="features, at rest and in use"
        ),
        pytest.param(guide_for(*FIGURES, kind="strong", net=HALF_WAY), 2 * 0.0239 + 0.0985, id="a ControlNet's levels"),
        pytest.param(
            Guide(KNOWN, likeness="reference", reference=Reference(layers="all")), 2 * 0.0977, id="portraits read"
        ),
        pytest.param(Guide(KNOWN, likeness="reference", reference=Reference()), 2 * 0.0513, id="in the upper half"),
        pytest.param(
            Guide(KNOWN, likeness="ip-adapter", likeness_net=Net("faces")), 3 * 0.005, id="image prompts, made before"
        ),
        pytest.param(Guide(KNOWN, faces=Faces()), 0, id="faces take nothing while the picture is drawn"),
    ],
)
def test_bytes_beside_the_unet(guide, gibibytes):
    assert count_bytes(job_of(guide), {}).beside / GIB == pytest.approx(gibibytes, abs=0.001)


def test_a_controlnet_has_its_weights_there(union):
    guide = guide_for(*FIGURES, kind="strong", net=HALF_WAY)

    assert count_bytes(job_of(guide), {"union": union})[1:3] == (union.bytes, union.layer)
    assert union.bytes == pytest.approx(2.34 * GIB, rel=0.01)
    assert count_bytes(job_of(dataclasses.replace(guide, figures=(EMMA,))), {"union": union}).control == 0
    assert count_bytes(JOB, {"union": union}) == GuideBytes()


@pytest.mark.parametrize(
    ("guide", "gibibytes"),
    [
        pytest.param(Guide(KNOWN, faces=Faces()), 0.127 + 1.875, id="a face at 512 pixels, and what encodes it"),
        pytest.param(Guide(KNOWN, faces=Faces(size=256)), 0.127 + 1.875 / 4, id="at 256"),
        pytest.param(Guide(KNOWN, faces=Faces(below=100)), 0, id="no face is small"),
        pytest.param(guide_for(*KNOWN, kind="pose", net=POSE, faces=Faces()), 0.127 + 1.875, id="beside a pose"),
        pytest.param(Guide(KNOWN), 0, id="faces stay as they are"),
    ],
)
def test_encoding_a_face_has_its_bytes(guide, gibibytes):
    assert count_bytes(job_of(guide), {}).faces / GIB == pytest.approx(gibibytes, abs=0.001)


@pytest.mark.slow
def test_the_encoders_bytes_are_those_of_its_layers():
    import torch
    from diffusers import AutoencoderKL

    with torch.device("meta"):
        vae = AutoencoderKL(**{key: value for key, value in FULL["vae"].items() if not key.startswith("_")})

    assert sum(4 * weight.numel() for part in (vae.encoder, vae.quant_conv) for weight in part.parameters()) == (
        ENCODER_BYTES
    )


def test_without_guidance_there_is_one_row():
    guide = guide_for(*FIGURES, kind="strong", net=HALF_WAY)
    both, one = (count_bytes(job_of(guide, guidance=guidance), {}).beside for guidance in (7.0, 0.0))

    assert (both - 2 * WORDS_BYTES) == 2 * (one - 2 * WORDS_BYTES)


@pytest.mark.parametrize(
    ("guide", "share"),
    [
        pytest.param(guide_for(), 0.0048, id="words: 0.24 % a person"),
        pytest.param(guide_for(*FIGURES, kind="pose", net=POSE), 0.0048 + 0.0006, id="an adapter, once a picture"),
        pytest.param(guide_for(*FIGURES, kind="strong", net=HALF_WAY), 0.0048 + 0.268, id="a ControlNet, to 60 %"),
        pytest.param(Guide(KNOWN, likeness="reference", reference=Reference(end=1.0)), 2 * 0.116, id="12 % a portrait"),
        pytest.param(Guide(KNOWN, faces=Faces()), 2 * 0.093, id="9 % a small face"),
        pytest.param(Guide(KNOWN, faces=Faces(below=100)), 0, id="no face is small"),
        pytest.param(Guide(KNOWN, likeness="ip-adapter", likeness_net=Net("faces")), 0, id="an image prompt"),
    ],
)
def test_operations_as_a_share_of_the_picture(guide, share):
    assert count_operations(job_of(guide), SDXL_SIZES.unet) / PICTURE == pytest.approx(share, rel=0.02, abs=1e-5)


@pytest.mark.parametrize(("kind", "net"), [("strong", HALF_WAY), ("pose", POSE)])
def test_a_smaller_relative_costs_less(kind, net):
    job = job_of(guide_for(*FIGURES, kind=kind, net=net))

    assert count_operations(job, SDXL_SIZES.unet // 2) == pytest.approx(count_operations(job, SDXL_SIZES.unet) / 2)
    assert count_operations(JOB, SDXL_SIZES.unet) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "name"), [(T2I, "T2IAdapter"), (CONTROLNET, "ControlNetModel")])
def test_operations_and_bytes_are_those_of_the_layers(kind, name):
    import diffusers
    import torch
    from torch.utils.flop_counter import FlopCounterMode

    unet = FULL["unet"]
    shapes = dict(list_needed(kind, net_settings(kind, unet), unet))
    with torch.device("meta"), torch.no_grad(), FlopCounterMode(display=False) as counter:
        net = getattr(diffusers, name)(**lay_out_net(kind, shapes, unet))
        image = torch.empty(1, 3, HEIGHT, WIDTH)
        if kind == T2I:
            made = net(image)
        else:
            levels, middle = net(
                torch.empty(1, 4, HEIGHT // 8, WIDTH // 8),
                torch.empty(1),
                torch.empty(1, 77, 2048),
                image,
                added_cond_kwargs={"text_embeds": torch.empty(1, 1280), "time_ids": torch.empty(1, 6)},
                return_dict=False,
            )
            made = [*levels, middle]

    counted = ADAPTER_FLOPS * PIXELS / MEGAPIXEL if kind == T2I else CONTROL_SHARE * forward_flops(PIXELS)
    assert counter.get_total_flops() == pytest.approx(counted, rel=0.001)
    guide = guide_for(*FIGURES, kind="pose" if kind == T2I else "strong", net=POSE)
    rows = 3 if kind == T2I else 2
    kept = count_bytes(job_of(guide), {}).beside - 2 * WORDS_BYTES
    assert 2 * rows * sum(one.numel() for one in made) == pytest.approx(kept, rel=0.001)


@pytest.mark.parametrize(
    ("guides", "says"),
    [
        ([], ""),
        ([guide_for()], "guided by words"),
        ([guide_for(), guide_for(kind="pose", net=POSE)], "guided by pose"),
        ([guide_for(kind="strong", net=HALF_WAY), guide_for(kind="pose")], "guided by pose (strong)"),
        ([Guide(KNOWN, "words", likeness="reference")], "guided by words and portraits"),
        ([Guide(KNOWN, likeness="reference", faces=Faces())], "guided by portraits and faces drawn larger"),
        ([Guide(KNOWN)], ""),
    ],
)
def test_what_directs_the_pictures_is_said(guides, says):
    assert say_guides([JOB, *(job_of(guide) for guide in guides)]) == says
