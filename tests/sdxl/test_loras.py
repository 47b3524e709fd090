"""LoRAs: found by file or hub id, merged into the weights, and part of the job."""

import subprocess
import sys

import pytest
from tiny_engine import draw, draw_plain, job_for, pixels
from tiny_sdxl import write_header, write_lora

import config
from errors import NovelError, RenderError, UsageError
from sdxl.loras import is_hub_file, judge_loras, resolve_lora, split_weight

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def draw_with(choice, *loras, **options):
    found = tuple(resolve_lora(str(lora)) for lora in loras)
    job = job_for(choice, loras=tuple(lora.recorded for lora in found))
    (drawn,) = draw(choice, job, loras=found, **options)
    return pixels(drawn)


@pytest.mark.parametrize("kind", ["diffusers", "kohya", "encoder"])
def test_an_adapter_changes_the_picture_and_does_so_again(tmp_path, choice, draw_one, kind):
    path = write_lora(tmp_path / "ink.safetensors", kind)
    first = draw_with(choice, path)

    assert first != draw_one()
    assert first == draw_with(choice, path)


@pytest.mark.slow
def test_two_forms_of_one_adapter_draw_alike(tmp_path, choice):
    ours = write_lora(tmp_path / "a.safetensors")
    theirs = write_lora(tmp_path / "b.safetensors", "kohya")

    assert draw_with(choice, ours) == draw_with(choice, theirs)


def with_lengths(path, end):
    """Make DoRA of an adapter: each row of the changed weights gets twice the length that rows have here."""
    import torch
    from safetensors.torch import load_file, save_file

    tensors = load_file(path)
    name = next(name for name in tensors if name.endswith(("lora_A.weight", "lora_down.weight")))
    lengths = torch.linspace(0.5, 3, 128)
    column = lengths[:, None] if end == "dora_scale" else lengths
    save_file(
        {**tensors, f"{name.removesuffix('.lora_A.weight').removesuffix('.lora_down.weight')}.{end}": column}, path
    )
    return path


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("kind", ["diffusers", "encoder", "dora"])
def test_the_picture_is_that_of_diffusers_with_the_adapter(tmp_path, tiny_sdxl_folder, choice, device, draw_one, kind):
    path = write_lora(tmp_path / "ink.safetensors", "diffusers" if kind == "dora" else kind, scale=0.2)
    plain = draw_with(choice, path)
    if kind == "dora":
        with_lengths(path, "lora_magnitude_vector.weight")
    ours, theirs = draw_with(choice, path), draw_plain(tiny_sdxl_folder, device, path).tobytes()

    assert max(abs(one - other) for one, other in zip(ours, theirs, strict=True)) <= 1
    assert ours != draw_one()
    assert (ours != plain) is (kind == "dora"), "the lengths show in the picture"


@pytest.mark.slow
def test_both_forms_of_dora_draw_alike(tmp_path, choice):
    """diffusers drops the lengths of the second without drawing with them."""
    peft = with_lengths(write_lora(tmp_path / "a.safetensors"), "lora_magnitude_vector.weight")
    kohya = with_lengths(write_lora(tmp_path / "b.safetensors", "kohya"), "dora_scale")

    assert draw_with(choice, peft) == draw_with(choice, kohya)


@pytest.mark.slow
def test_weights_count(tmp_path, choice, draw_one):
    path = write_lora(tmp_path / "ink.safetensors")

    assert draw_with(choice, f"{path}:0") == draw_one()
    assert draw_with(choice, f"{path}:0.5") != draw_with(choice, path)


@pytest.mark.slow
def test_several_adapters_are_all_laid_over_the_model(tmp_path, choice):
    one = write_lora(tmp_path / "a.safetensors")
    other = write_lora(tmp_path / "b.safetensors", seed=2)

    assert len({draw_with(choice, one), draw_with(choice, other), draw_with(choice, one, other)}) == 3


@pytest.mark.parametrize("memory", ["fp8", "model-offload", "group-offload", "sequential"])
@pytest.mark.slow
def test_adapters_go_with_every_plan(tmp_path, choice, memory):
    path = write_lora(tmp_path / "ink.safetensors")
    plain, drawn = draw_with(choice, path), draw_with(choice, path, memory=memory)

    assert (plain == drawn) is (memory != "fp8")


def test_an_adapter_of_another_model_is_a_sentence(tmp_path, choice):
    path = write_lora(tmp_path / "flux.safetensors", "other")

    with pytest.raises(RenderError, match=r"flux\.safetensors is a LoRA for another family: this engine draws with"):
        draw_with(choice, path)


def test_an_adapter_of_other_widths_is_a_sentence(tmp_path, choice):
    import torch
    from safetensors.torch import save_file

    name = "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
    path = tmp_path / "sd15.safetensors"
    save_file({f"{name}.lora_A.weight": torch.ones(4, 320), f"{name}.lora_B.weight": torch.ones(320, 4)}, path)
    found = resolve_lora(str(path))
    with pytest.raises(RenderError, match=r"no LoRA for this model: .*to_q is 320 by 320 wide, .* 128 by 128; take"):
        draw(choice, job_for(choice, loras=(found.recorded,)), loras=(found,))


def test_an_adapter_that_was_cut_off_is_a_sentence(tmp_path, choice):
    path = write_lora(tmp_path / "ink.safetensors")
    path.write_bytes(path.read_bytes()[:-5])

    with pytest.raises(RenderError, match=r"ink\.safetensors is cut off"):
        draw_with(choice, path)


def test_an_adapter_is_known_by_name_size_and_digest_wherever_it_lies(tmp_path):
    (tmp_path / "b").mkdir()
    here = write_lora(tmp_path / "ink.safetensors")
    there = write_lora(tmp_path / "b" / "ink.safetensors")
    other = write_lora(tmp_path / "b" / "ink2.safetensors", seed=2)

    assert resolve_lora(str(here)).recorded == resolve_lora(str(there)).recorded
    assert resolve_lora(str(here)).identity.split()[0] == "ink.safetensors"
    assert resolve_lora(str(here)).identity.split()[2] != resolve_lora(str(other)).identity.split()[2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ink.safetensors", ("ink.safetensors", 1.0), id="no weight"),
        pytest.param("ink.safetensors:0.8", ("ink.safetensors", 0.8), id="a weight"),
        pytest.param("ink.safetensors:-1", ("ink.safetensors", -1.0), id="a negative one"),
        pytest.param("ink.safetensors:.5", ("ink.safetensors", 0.5), id="no leading zero"),
        pytest.param("C:\\loras\\ink.safetensors", ("C:\\loras\\ink.safetensors", 1.0), id="a drive's colon"),
        pytest.param("C:\\ink.safetensors:0.8", ("C:\\ink.safetensors", 0.8), id="a drive's colon and a weight"),
        pytest.param("ink:strong", ("ink:strong", 1.0), id="a colon in the name"),
    ],
)
def test_weights_are_read(text, expected):
    assert split_weight(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("nowhere.safetensors", 'LoRA "nowhere.safetensors" is no file here', id="missing"),
        pytest.param("ink.safetensors:9", "the weight of ink.safetensors is 9.0, out of range", id="too strong"),
        pytest.param(__file__, "takes a .safetensors file", id="another kind of file"),
        pytest.param("", 'LoRA "" is no file', id="empty"),
    ],
)
def test_what_is_no_adapter_is_refused(text, words):
    with pytest.raises(UsageError, match=words):
        resolve_lora(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "https://huggingface.co/owner/name/blob/main/ink.safetensors",
            "write it as --lora owner/name/ink.safetensors",
        ),
        ("https://civitai.com/models/1?modelVersionId=2", "is an address of Civitai: download the .safetensors file"),
        ("gone.safetensors", "gone.safetensors is a link to nothing, which is not there"),
        ("peft", "is a folder: --lora takes a .safetensors file, peft/adapter_model.safetensors"),
        ("empty", "is a folder: --lora takes a .safetensors file"),
    ],
)
def test_what_is_pasted_or_lies_about_is_told(tmp_path, monkeypatch, text, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone.safetensors").symlink_to("nothing")
    (tmp_path / "empty").mkdir()
    (tmp_path / "peft").mkdir()
    (tmp_path / "peft" / "adapter_model.safetensors").touch()

    with pytest.raises(NovelError) as caught:
        resolve_lora(text)
    assert words in str(caught.value)


@pytest.mark.slow
def test_an_adapter_in_the_hubs_cache_keeps_its_name(tmp_path, choice):
    blob = write_lora(tmp_path / "0123456789")
    (tmp_path / "ink.safetensors").symlink_to(blob)
    lora = resolve_lora(str(tmp_path / "ink.safetensors"))

    assert lora.location == str(tmp_path / "ink.safetensors")
    assert draw_with(choice, tmp_path / "ink.safetensors")


@pytest.mark.slow
def test_an_adapter_in_capitals_is_drawn_with(tmp_path, choice, draw_one):
    assert draw_with(choice, write_lora(tmp_path / "INK.SAFETENSORS")) != draw_one()


@pytest.mark.slow
def test_an_adapter_of_another_kind_is_told_before_torch_is(tmp_path, choice):
    """Nothing of diffusers' own is heard either, which no longer reads adapters."""
    from sdxl.loading import find_source

    path = write_lora(tmp_path / "flux.safetensors", "other")
    code = (
        "import sys\nfrom sdxl.loras import resolve_lora\nfrom sdxl.loading import find_source\n"
        "from sdxl.models import resolve_model\nfrom workspace.request import read_defaults\n"
        "choice = resolve_model(sys.argv[1], read_defaults().presets)\n"
        "try:\n    find_source(choice, (resolve_lora(sys.argv[2]),))\n"
        "except Exception as error:\n    print(error, 'torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, choice.location, str(path)], capture_output=True, text=True, check=True
    )

    assert run.stdout.startswith(f"{path} is a LoRA for another family")
    assert run.stdout.endswith("False\n")
    assert run.stderr == ""
    assert find_source(choice).loras == ()


@pytest.mark.slow
def test_layers_that_the_model_lacks_are_told_and_the_others_drawn(tmp_path, choice, draw_one, engine_log):
    from safetensors.torch import load_file, save_file

    path = write_lora(tmp_path / "ink.safetensors")
    other = {name.replace("down_blocks.1", "up_blocks.0"): tensor for name, tensor in load_file(path).items()}
    odd = {name.replace("down_blocks.1", "up_blocks.7"): tensor for name, tensor in load_file(path).items()}
    save_file({**load_file(path), **other, **odd}, path)

    assert draw_with(choice, path) != draw_one()
    assert "1 of its 3 layers are none of this model's, such as unet.up_blocks.7" in engine_log.text


def test_what_it_says_of_itself_is_told_where_that_is_another_family(tmp_path, caplog):
    from tools.random_model import FULL

    name = "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
    shapes = {f"{name}.lora_A.weight": (4, 640), f"{name}.lora_B.weight": (640, 4)}
    path = write_header(tmp_path / "ink.safetensors", shapes, {"ss_base_model_version": "sd_v1"})
    judge_loras([(path, 1.0)], FULL)

    assert "ink.safetensors says that it is made for Stable Diffusion 1.5; its layers fit SDXL too" in caplog.text


@pytest.mark.parametrize(
    "text", [lora for preset in config.PRESETS.values() for lora in preset.loras], ids=lambda text: text.split("/")[1]
)
def test_the_presets_adapters_are_files_of_the_hub(text):
    lora = resolve_lora(text)

    assert lora.identity == lora.location == text


@pytest.mark.parametrize(
    ("name", "is_file"),
    [
        ("owner/name/x.safetensors", True),
        ("owner/name/sub/folder/x-1.0.safetensors", True),
        ("owner/name/../../x.safetensors", False),
        ("owner/name/sub/../x.safetensors", False),
        ("owner/name//etc/x.safetensors", False),
        ("owner/name/.hidden/x.safetensors", False),
        ("owner--x/name/x.safetensors", False),
        ("owner/name/x.bin", False),
        ("owner/name", False),
        ("owner/name/my lora.safetensors", True),
        ("owner/name/[v1] ink (2)+.safetensors", True),
        ("owner/name/sub dir/Tuschezeichnung ä 墨.safetensors", True),
        ("owner/name/it's 100% ink & wash!.safetensors", True),
        ("owner/name/x.SAFETENSORS", True),
        ("owner/name/a b/../x.safetensors", False),
        ("owner/name/..\\x.safetensors", False),
        ("owner/name/C:x.safetensors", False),
        ("owner/name/ /x.safetensors", False),
        ("owner/name/a\nb.safetensors", False),
        ("hf.co/owner/name/blob/main/x.safetensors", False),
        ("huggingface.co/owner/name/x.safetensors", False),
    ],
)
def test_a_file_of_the_hub_leads_out_of_no_folder(name, is_file):
    assert is_hub_file(name) is is_file
    if not is_file:
        with pytest.raises(UsageError):
            resolve_lora(name)
