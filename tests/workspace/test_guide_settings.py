"""What directs a scene's picture: the strongest source wins, and only what is needed is looked for."""

from dataclasses import replace

import pytest
from net_files import write_net

from errors import RenderError, UsageError
from sdxl.guides import Net
from workspace.guide_settings import GuideSettings, check_nets, find_spare
from workspace.request import read_defaults
from workspace.settings import Finders, Sources, resolve_settings

DEFAULTS = read_defaults()
SOURCES = ("given", "kept", "edits", "book")


def no_model(name):
    raise UsageError(f"no model {name}")


def resolve(find=None, defaults=DEFAULTS, engine="sdxl", **levels):
    finders = Finders(lambda _: None, **({"net": find} if find else {}))
    return resolve_settings(Sources(*(levels.get(level, {}) for level in SOURCES)), engine, defaults, finders)


def guide_of(**levels):
    return resolve(**levels).guide


def test_nobody_says_anything():
    assert guide_of() == GuideSettings(likeness="reference")
    assert guide_of(engine="storyboard") == GuideSettings()


@pytest.mark.parametrize(
    ("levels", "kind", "likeness", "faces"),
    [
        ({"given": {"guide": "pose"}, "kept": {"guide": "strong"}}, "pose", "reference", False),
        ({"kept": {"guide": "words", "faces": True}, "book": {"guide": "none"}}, "words", "reference", True),
        ({"given": {"faces": False, "guide": "none"}, "kept": {"faces": True}}, "none", "reference", False),
        ({"book": {"likeness": "none"}}, "none", "", False),
        ({"given": {"likeness": "ip-adapter"}, "book": {"likeness": "none"}}, "none", "ip-adapter", False),
    ],
)  # fmt: skip
def test_the_strongest_source_says_it(levels, kind, likeness, faces):
    guide = guide_of(**levels)

    assert (guide.kind, guide.likeness, guide.faces) == (kind, likeness, faces)


@pytest.mark.parametrize(
    ("given", "net"),
    [
        ({"guide": "words"}, None),
        ({"guide": "pose"}, Net("TencentARC/t2i-adapter-openpose-sdxl-1.0", "openpose", 0.8, 1.0)),
        ({"guide": "pose", "guide_net": "sketch"}, Net("TencentARC/t2i-adapter-sketch-sdxl-1.0", "sketch", 0.8, 1.0)),
        ({"guide": "pose", "guide_net": "a/b:lineart"}, Net("a/b", "lineart", 0.8, 1.0)),
        ({"guide": "none", "guide_net": "nowhere"}, None),
    ],
    ids=["words need none", "the usual one", "another", "one of the hub", "no guide: not looked for"],
)
def test_the_network_is_recorded_with_how_it_is_used(given, net):
    used = guide_of(given=given).net

    assert (used and used.recorded) == net
    assert guide_of(given=given).nets == ((used.choice,) if used else ())


def test_a_likeness_has_a_network_of_its_own():
    guide = guide_of(given={"likeness": "ip-adapter"})

    assert guide.likeness_net.recorded.strength == 0.5
    assert [net.use for net in guide.nets] == ["ip-adapter"]
    assert guide_of(given={"likeness": "reference", "likeness_net": "nowhere"}).nets == ()


def test_a_network_of_another_use_is_refused():
    with pytest.raises(RenderError, match="union is a ControlNet Union"):
        guide_of(given={"guide": "pose", "guide_net": "union"})


@pytest.mark.parametrize(
    ("levels", "error", "words"),
    [
        ({"given": {"guide": "pose", "guide_net": "nowhere"}}, UsageError, '"nowhere" is no network'),
        ({"book": {"guide": "pose", "guide_net": "nowhere"}}, RenderError, 'novel.toml: "nowhere" is no network'),
        ({"given": {"guide": "pose"}, "kept": {"guide_net": "nowhere"}}, UsageError, '"nowhere" is no network'),
    ],
)
def test_a_network_that_is_not_there_is_said_with_who_names_it(levels, error, words):
    with pytest.raises(error, match=words):
        resolve(**levels)


def test_config_that_names_one_that_is_not_there_is_said():
    nets = {**DEFAULTS.guides.nets, "pose": replace(DEFAULTS.guides.nets["pose"], net="nowhere")}
    defaults = replace(DEFAULTS, guides=replace(DEFAULTS.guides, nets=nets))

    with pytest.raises(RenderError, match=r'config\.py: "nowhere" is no network'):
        resolve(defaults=defaults, given={"guide": "pose"})


def test_what_an_earlier_command_line_named_and_is_gone_is_its_scenes_error():
    settings = resolve(kept={"guide": "pose", "guide_net": "nowhere"})

    assert '"nowhere" is no network' in settings.error
    assert settings.choice is None


def test_a_local_file_is_recorded_by_what_it_is(tmp_path):
    path = write_net(tmp_path / "my_sketch.safetensors")
    net = guide_of(given={"guide": "pose", "guide_net": str(path)}).net.recorded

    assert net.name.startswith("my_sketch.safetensors ")
    assert str(tmp_path) not in net.name
    assert net.reads == "sketch"


@pytest.mark.parametrize(
    "given",
    [
        {"guide": "pose", "guide_net": "nowhere"},
        {"likeness": "ip-adapter", "likeness_net": "nowhere"},
    ],
)
def test_what_the_command_line_names_must_be_there_for_panels_too(given):
    with pytest.raises(UsageError, match="nowhere"):
        resolve(given=given, engine="storyboard")


def test_what_no_guide_reads_is_not_looked_for():
    check_nets({"guide": "words", "guide_net": "nowhere", "likeness_net": "nowhere"}, no_model)


@pytest.mark.parametrize(
    ("given", "pose", "spare"),
    [
        ({"guide": "strong"}, "openpose", Net("TencentARC/t2i-adapter-openpose-sdxl-1.0", "openpose", 0.8, 1.0)),
        ({"guide": "strong"}, "nowhere", None),
        ({"guide": "pose"}, "openpose", None),
        ({"guide": "words"}, "openpose", None),
    ],
    ids=["strong may come down to a pose", "config.py names none that is there", "a pose comes down to words", "words"],
)
def test_where_memory_is_short_strong_comes_down_to_the_usual_pose(given, pose, spare):
    nets = {**DEFAULTS.guides.nets, "pose": replace(DEFAULTS.guides.nets["pose"], net=pose)}
    found = find_spare(guide_of(given=given).nets, replace(DEFAULTS.guides, nets=nets))

    assert (found and found.recorded) == spare
