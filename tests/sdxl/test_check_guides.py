"""What `--check` says of guides: each with its plan, what is there and what to fetch, with sizes and licences."""

import dataclasses

import pytest
from tiny_guide import EMMA, JONAS, guide_for
from tiny_nets import posed
from tiny_sdxl import write_header

from errors import RenderError
from records import RenderJob
from sdxl.check_guides import bytes_of, list_guides
from sdxl.check_model import CONTEXT, Measured, Wanted
from sdxl.encoding import is_guided
from sdxl.guide_costs import count_bytes
from sdxl.guide_nets import FoundNet, find_net, resolve_net
from sdxl.guides import Net
from sdxl.known_nets import CONTROLNET, KNOWN_NETS, T2I
from sdxl.memory import GIB, SDXL_SIZES, WORDS_BYTES, Work, list_plan_steps
from sdxl.net_layout import list_needed
from tools.random_model import FULL
from tools.random_nets import net_settings
from workspace.request import read_defaults

NETS = {use: row.net for use, row in read_defaults().guides.nets.items()}
WANTED = Wanted("sdxl", read_defaults().presets, 1344 * 768, nets=NETS)
MEASURED = Measured()


def nowhere(_choice):
    return None


def here(choice):
    return FoundNet(choice, (), T2I, {"weight": (1000, 79_028)})


def states(free=None, find=nowhere, has_file=lambda *_: True, wanted=WANTED):
    return {state.name: state for state in list_guides(wanted, MEASURED, free, find, has_file)}


def test_what_is_not_here_is_said_with_its_size_its_licence_and_the_command_that_fetches_it():
    found = states()

    assert list(found) == ["words", "pose", "strong", "ip-adapter"]
    assert found["words"] == ("words", "nothing to fetch", "")
    assert found["pose"].text == "openpose is not here yet (316 MB, Apache-2.0)"
    assert found["pose"].cure == (
        "hf download TencentARC/t2i-adapter-openpose-sdxl-1.0 diffusion_pytorch_model.safetensors"
    )
    assert found["strong"].text == "union is not here yet (2.5 GB, Apache-2.0)"
    assert found["ip-adapter"].text == "plus-face is not here yet (3.4 GB, Apache-2.0)"
    assert found["ip-adapter"].cure == (
        "hf download h94/IP-Adapter sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors "
        "models/image_encoder/config.json models/image_encoder/model.safetensors"
    )


def test_what_is_here_needs_no_cure():
    found = states(find=here)

    assert found["pose"] == ("pose", "openpose is here (158 MB, Apache-2.0)", "")
    assert found["ip-adapter"].cure == ""


def test_an_adapter_without_its_image_encoder_is_said():
    found = states(find=here, has_file=lambda _hub_id, name: name.endswith("config.json"))["ip-adapter"]

    assert found.text == "plus-face is here, Apache-2.0, but not what reads the portraits (2.5 GB)"
    assert found.cure == "hf download h94/IP-Adapter models/image_encoder/model.safetensors"


@pytest.mark.parametrize(
    ("gigabytes", "plans"),
    [
        pytest.param(
            9.6,
            {
                "words": "nothing to fetch, two-phase, decoding in tiles, about 6.6 GB",
                "pose": "openpose is not here yet (316 MB, Apache-2.0), two-phase, decoding in tiles, about 6.6 GB",
                "strong": "union is not here yet (2.5 GB, Apache-2.0), two-phase, decoding in tiles, about 9.0 GB",
            },
            id="10 GB",
        ),
        pytest.param(7.5, {"strong": "two-phase with fp8 weights, decoding in tiles, about 5.4 GB"}, id="8 GB"),
        pytest.param(2.0, {"words": "no room: sequential offload, decoding in tiles needs about"}, id="2 GB"),
    ],
)
def test_each_guide_has_its_plan(gigabytes, plans):
    found = states(int(gigabytes * GIB))

    for name, plan in plans.items():
        assert plan in found[name].text


def test_portraits_that_prompt_have_their_bytes_in_the_plan():
    """Where words just fit, the prompts of two portraits besides do not."""
    work = Work(WANTED.pixels, beside=2 * WORDS_BYTES)
    steps = list_plan_steps(work, SDXL_SIZES, int(9.2 * GIB), "cuda", "model-offload")
    found = states(steps[0].need + CONTEXT, wanted=dataclasses.replace(WANTED, memory="model-offload"))

    assert "no room" not in found["words"].text
    assert "no room" in found["ip-adapter"].text


FIGURES = tuple(
    dataclasses.replace(posed(figure, x), portrait=name, head=None)
    for figure, x, name in ((EMMA, 40, "a"), (JONAS, 90, "b"))
)


@pytest.mark.parametrize("guidance", [7.0, 0.0])
@pytest.mark.parametrize(
    ("use", "guide"),
    [
        ("words", guide_for(*FIGURES)),
        ("pose", guide_for(*FIGURES, kind="pose", net=Net("pose", "openpose"))),
        ("strong", guide_for(*FIGURES, kind="strong", net=Net("strong", "openpose"))),
        ("ip-adapter", guide_for(*FIGURES, likeness="ip-adapter", likeness_net=Net("faces"))),
    ],
)
def test_a_check_counts_the_bytes_that_a_run_does(use, guide, guidance):
    job = RenderJob("sdxl", "m", "p", "n", 1, 30, guidance, 1344, 768, guide=guide.to_json())
    net = here(resolve_net(NETS["strong"], "strong"))
    counted = bytes_of(use, net.bytes, WANTED.pixels, 1 + is_guided(job))

    assert counted[:2] == count_bytes(job, {"strong": net})[:2]


def test_a_network_of_the_authors_own_is_looked_at(tmp_path):
    shapes = dict(list_needed(CONTROLNET, net_settings(CONTROLNET, FULL["unet"]), FULL["unet"]))
    path = write_header(tmp_path / "my-pose.safetensors", shapes)
    asked = dataclasses.replace(WANTED, nets={**NETS, "strong": str(path), "pose": str(path)})
    found = states(find=find_net, wanted=asked)

    assert found["strong"].text == f"{path} is here (2.5 GB)"
    assert found["pose"].text == "cannot be used"
    assert found["pose"].cure.startswith(f"{path} is a ControlNet: --guide strong takes it")


def test_one_of_the_hub_that_is_not_known_has_no_size():
    asked = dataclasses.replace(WANTED, nets={"pose": "owner/pose-net", "strong": "owner/x/my pose.safetensors"})
    found = states(wanted=asked)

    assert found["pose"][1:] == ("owner/pose-net is not here yet", "hf download owner/pose-net")
    assert found["strong"].cure == 'hf download owner/x "my pose.safetensors"'


def test_a_file_that_cannot_be_read_is_said():
    def broken(choice):
        raise RenderError(f"{choice.name} is cut off: fetch it again")

    assert states(find=broken)["pose"][1:] == ("cannot be used", "openpose is cut off: fetch it again")


@pytest.mark.parametrize("net", KNOWN_NETS, ids=lambda net: net.name)
def test_every_known_network_is_said_with_its_licence(net):
    use = {"T2I-Adapter": "pose", "IP-Adapter Plus": "ip-adapter"}.get(net.kind, "strong")
    found = states(wanted=dataclasses.replace(WANTED, nets={use: net.name}))[use]

    assert net.licence in found.text
    assert net.file in found.cure
    assert resolve_net(net.name, use).location.startswith(net.hub_id)
