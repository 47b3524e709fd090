"""The networks of a run's jobs: each found once, by the name that the job knows it by, or a sentence."""

import dataclasses

import pytest
from tiny_engine import draw, job_for
from tiny_guide import EMMA, JONAS, guide_for, guided_job
from tiny_nets import posed

from errors import RenderError
from records import RenderJob
from sdxl.guide_nets import NetChoice, resolve_net
from sdxl.guides import Net
from sdxl.job_nets import find_nets, list_wanted
from sdxl.known_nets import CONTROLNET, IP_ADAPTER, T2I
from sdxl.options import EngineOptions
from tools.random_model import FULL, TINY
from tools.random_nets import write_random_net

FIGURES = (posed(EMMA, 40), posed(JONAS, 90))
FACES = Net("faces")
KNOWN = dataclasses.replace(FIGURES[0], portrait="f00d")
JOB = RenderJob("sdxl", "m", "p", "n", 1, 2, 3.0, 64, 64)


def options(*nets, **more):
    return EngineOptions((), guide_nets=nets, **more)


@pytest.fixture
def pose(tmp_path):
    path = write_random_net(tmp_path / "openpose.safetensors", T2I, TINY["unet"])
    return resolve_net(str(path), "pose")


def steered(choice, net, kind="pose", **changes):
    return guided_job(job_for(choice), guide_for(*FIGURES, kind=kind, net=Net(net.identity, net.reads), **changes))


def test_each_network_is_found_once(choice, pose, monkeypatch):
    from sdxl.guide_nets import find_net

    looked_for = []
    monkeypatch.setattr("sdxl.job_nets.find_net", lambda one: looked_for.append(one) or find_net(one))
    jobs = [steered(choice, pose), dataclasses.replace(steered(choice, pose), seed=2), job_for(choice)]
    found = find_nets(jobs, options(pose), lambda: TINY["unet"], "tiny")

    assert list(found) == [pose.identity]
    assert looked_for == [pose]
    assert found[pose.identity].settings["channels"] == [64, 128, 128]


def test_a_likeness_has_a_network_too(choice):
    guide = guide_for(KNOWN, kind="none", likeness="ip-adapter", likeness_net=FACES)

    assert list(list_wanted(guided_job(job_for(choice), guide))) == [("faces", "ip-adapter")]
    for changes in ({"likeness": "reference"}, {"figures": (EMMA,)}, {"likeness_net": None}):
        assert list(list_wanted(guided_job(job_for(choice), dataclasses.replace(guide, **changes)))) == []


@pytest.mark.parametrize("use", ["pose", "strong", "ip-adapter"])
def test_a_run_without_guides_looks_for_no_network(choice, use):
    elsewhere = NetChoice("gone", "/gone.safetensors", "gone", use)

    assert find_nets([job_for(choice)], options(elsewhere), dict, "tiny") == {}


def test_a_network_that_the_run_was_not_given_is_a_sentence(choice, pose):
    with pytest.raises(
        RenderError, match=r'network "openpose.safetensors \d+ .*" is not among .* give it with --guide-n'
    ):
        find_nets([steered(choice, pose, "strong")], options(pose), lambda: TINY["unet"], "tiny")


def test_the_engine_says_what_is_wrong_before_anything_is_loaded(choice, tmp_path):
    other = write_random_net(tmp_path / "pose.safetensors", T2I, {**TINY["unet"], "block_out_channels": [32, 64]})
    found = resolve_net(str(other), "pose")
    with pytest.raises(RenderError, match=r"pose\.safetensors is made for other layers than those of .*tiny"):
        draw(choice, steered(choice, found), guide_nets=(found,))


@pytest.mark.parametrize(("kind", "use"), [(CONTROLNET, "strong"), (IP_ADAPTER, "ip-adapter")])
def test_a_network_for_full_sdxl_is_not_for_the_tiny_model(tmp_path, kind, use):
    from tiny_sdxl import write_header

    from sdxl.net_layout import list_needed
    from tools.random_nets import net_settings

    shapes = dict(list_needed(kind, net_settings(kind, FULL["unet"]), FULL["unet"]))
    found = resolve_net(str(write_header(tmp_path / "openpose.safetensors", shapes)), use)
    guide = guide_for(KNOWN, kind="strong", net=Net(found.identity, "openpose"))
    if use == "ip-adapter":
        guide = guide_for(KNOWN, kind="none", likeness=use, likeness_net=Net(found.identity))
    job = guided_job(JOB, guide)
    with pytest.raises(RenderError, match="is made for other layers"):
        find_nets([job], options(found), lambda: TINY["unet"], "tiny")


# --- Where memory is short --------------------------------------------------------------------------------------------


@pytest.fixture
def strong(tmp_path):
    path = write_random_net(tmp_path / "strong-pose.safetensors", CONTROLNET, TINY["unet"])
    return resolve_net(str(path), "strong")


@pytest.mark.parametrize("is_given", [True, False])
def test_the_network_of_poses_is_found_beside_that_of_strong(choice, pose, strong, is_given):
    spare = Net(pose.identity, "openpose")
    given = options(strong, *([pose] if is_given else []), spare_net=spare)
    found = find_nets([steered(choice, strong, "strong")], given, lambda: TINY["unet"], "tiny")

    assert list(found) == ([pose.identity] if is_given else []) + [strong.identity]


def test_a_network_of_poses_that_is_not_here_or_unfit_is_not_missed(choice, strong, tmp_path, monkeypatch):
    other = write_random_net(tmp_path / "pose.safetensors", T2I, {**TINY["unet"], "block_out_channels": [32, 64]})
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    for spare in (resolve_net(str(other), "pose"), resolve_net("openpose", "pose")):
        given = options(strong, spare, spare_net=Net(spare.identity, "openpose"))
        found = find_nets([steered(choice, strong, "strong")], given, lambda: TINY["unet"], "tiny")

        assert list(found) == [strong.identity]
