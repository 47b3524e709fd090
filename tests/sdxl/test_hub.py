"""Models of the hub: from the cache, over the network, or one sentence with the way out, soon."""

import http.server
import json
import threading
import traceback
import urllib.parse

import pytest
from huggingface_hub import constants

from errors import RenderError
from sdxl.hub import BRAIN, FULL, HALF, TEXTS, choose_patterns, fetch_file, fetch_model, fetch_vae

ID = "owner/novel-xl"
COMMIT = "a" * 40
HALVES = [f"{module}/model.fp16.safetensors" for module in ("unet", "vae", "text_encoder", "text_encoder_2")]
WHOLES = [name.replace(".fp16", "") for name in HALVES]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of the hub's, and a hub that refuses every connection."""
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    return tmp_path / "hub"


def fill_cache(cache, hub_id, names, ref="main", commit=COMMIT):
    repository = cache / f"models--{hub_id.replace('/', '--')}"
    (repository / "refs").mkdir(parents=True, exist_ok=True)
    if ref:
        (repository / "refs" / ref).write_text(commit)
    for name in names:
        path = repository / "snapshots" / commit / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    return repository / "snapshots" / commit


@pytest.mark.parametrize("offline", [pytest.param(True, id="offline"), pytest.param(False, id="no network")])
@pytest.mark.parametrize("names", [pytest.param(HALVES, id="half precision"), pytest.param(WHOLES, id="full")])
def test_a_cached_model_needs_no_network(cache, monkeypatch, offline, names):
    folder = fill_cache(cache, ID, ["model_index.json", *names])
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", offline)

    assert fetch_model(ID, ID) == folder


def test_a_cached_vae_needs_no_network(cache):
    folder = fill_cache(cache, "owner/vae", ["config.json", "diffusion_pytorch_model.safetensors"])

    assert fetch_vae("owner/vae") == folder


@pytest.mark.parametrize("offline", [pytest.param(True, id="offline"), pytest.param(False, id="no network")])
@pytest.mark.parametrize("ref", [pytest.param("fp16", id="another branch"), pytest.param("", id="a commit alone")])
@pytest.mark.parametrize("main", [[], ["model_index.json"]], ids=["nothing else", "a broken download of the usual one"])
def test_a_whole_snapshot_counts_wherever_it_came_from(cache, monkeypatch, offline, ref, main):
    """Other programs fetch `revision="fp16"` or a commit."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", offline)
    fill_cache(cache, ID, main)
    folder = fill_cache(cache, ID, ["model_index.json", *HALVES], ref, "b" * 40)

    assert fetch_model(ID, ID) == folder


def test_the_usual_snapshot_is_preferred(cache):
    fill_cache(cache, ID, ["model_index.json", *HALVES], "other", "b" * 40)
    usual = fill_cache(cache, ID, ["model_index.json", *HALVES])

    assert fetch_model(ID, ID) == usual


def test_vaes_and_files_are_found_under_other_branches_too(cache):
    vae = fill_cache(cache, "owner/vae", ["config.json", "diffusion_pytorch_model.fp16.safetensors"], "fp16")
    lora = fill_cache(cache, "owner/lora", ["ink.safetensors"], "")

    assert fetch_vae("owner/vae") == vae
    assert fetch_file("owner/lora", "ink.safetensors") == lora / "ink.safetensors"


def test_links_to_files_that_are_gone_are_fetched_again(cache):
    folder = fill_cache(cache, ID, ["model_index.json", *HALVES])
    (folder / HALVES[0]).unlink()
    (folder / HALVES[0]).symlink_to(cache / "gone")

    with pytest.raises(RenderError, match="is not on this machine"):
        fetch_model(ID, ID)


@pytest.mark.parametrize("hub_id", ["a/b..c", "a/na--me", "owner/name.git", "a/b/c", "-a/b"])
def test_what_is_no_id_is_a_sentence(hub_id):
    for fetch in (lambda: fetch_model(hub_id, hub_id), lambda: fetch_vae(hub_id)):
        with pytest.raises(RenderError, match="is no id as the model hub gives them"):
            fetch()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "is full while owner/novel-xl is fetched: make room there"),
        (PermissionError(13, "Permission denied", "/cache/x"), r"cannot be written to \(Permission denied\)"),
        (OSError("Consistency check failed: file should be\nof size 5"), "broke off: run the same command again"),
        (RuntimeError("Data processing error: No space left on device (os error 28)"), "is full"),
        (ConnectionResetError(104, "Connection reset by peer"), "broke off"),
        (TimeoutError("The read operation timed out"), "does not answer within 10 seconds; on a slow network"),
        (ValueError("one line\nand more"), r"cannot be reached \(one line\)"),
    ],
)
def test_what_keeps_files_away_is_told_as_what_it_is(monkeypatch, error, words):
    def fail(*_arguments, **_named):
        raise error

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", fail)

    with pytest.raises(RenderError, match=words) as caught:
        fetch_model(ID, ID)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("offline", "why"),
    [
        pytest.param(True, "HF_HUB_OFFLINE is set", id="offline"),
        pytest.param(False, "the model hub cannot be reached", id="no network"),
    ],
)
@pytest.mark.parametrize(
    "cached",
    [
        pytest.param([], id="nothing cached"),
        pytest.param(["model_index.json", *HALVES[:2]], id="a broken download"),
    ],
)
def test_a_missing_model_becomes_a_sentence_with_the_way_out(cache, monkeypatch, offline, why, cached):
    fill_cache(cache, ID, cached)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", offline)

    with pytest.raises(RenderError) as caught:
        fetch_model(ID, f'the preset "sdxl" ({ID})')

    sentence = str(caught.value)
    assert sentence.startswith(f'the preset "sdxl" ({ID}) is not on this machine and {why}')
    assert f'`hf download {ID} --include "*.json"' in sentence
    assert "HF_HUB_OFFLINE" in sentence
    assert "--model PATH" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("called", "pattern"),
    [
        pytest.param(f'the preset "sdxl" ({ID})', '"*/*.fp16*.safetensors"', id="a preset has half-precision weights"),
        pytest.param(ID, '"*/*.safetensors"', id="another model may have none"),
    ],
)
def test_the_advised_download_holds_the_weights(called, pattern):
    with pytest.raises(RenderError) as caught:
        fetch_model(ID, called)

    assert f"--include {pattern}`" in str(caught.value)


def test_a_missing_vae_names_its_own_files():
    with pytest.raises(RenderError, match=r'hf download owner/vae --include "config.json"'):
        fetch_vae("owner/vae")


@pytest.mark.parametrize(
    ("names", "patterns"),
    [
        pytest.param([*HALVES, *WHOLES], HALF, id="both: half is half the download"),
        pytest.param(HALVES, HALF, id="half only"),
        pytest.param(WHOLES, FULL, id="full only"),
        pytest.param([name.replace(".fp16", ".bf16") for name in HALVES], BRAIN, id="bf16 alone"),
        pytest.param([*HALVES, *(name.replace("fp16", "bf16") for name in HALVES)], HALF, id="fp16 and bf16"),
        pytest.param(["unet/model.fp16-00001-of-00002.safetensors", *HALVES[1:]], HALF, id="in pieces"),
        pytest.param([*HALVES[:3], *WHOLES], FULL, id="one module has no half-precision weights"),
        pytest.param(["sd_xl_base.safetensors"], FULL, id="a single file"),
        pytest.param(["model_index.json", *HALVES], HALF, id="with its index"),
        pytest.param(["model_index.json", *HALVES[1:], "transformer/model.fp16.safetensors"], TEXTS, id="FLUX"),
        pytest.param(["model_index.json", *HALVES[:2], HALVES[3]], TEXTS, id="the refiner"),
        pytest.param(["model_index.json", *HALVES[:3]], TEXTS, id="SD 1.5"),
    ],
)
def test_half_precision_weights_are_fetched_where_all_modules_have_them(names, patterns):
    assert choose_patterns(names) == patterns


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ({"_class_name": "StableDiffusionXLImg2ImgPipeline", "text_encoder": [None, None]}, f"{ID} is the refiner"),
        ({"_class_name": "FluxPipeline"}, f'{ID} holds a "FluxPipeline" (FLUX)'),
    ],
)
def test_what_can_never_be_drawn_with_is_named_in_place_of_fetched(cache, index, words):
    snapshot = fill_cache(cache, ID, ["model_index.json"])
    (snapshot / "model_index.json").write_text(json.dumps(index))

    with pytest.raises(RenderError) as caught:
        fetch_model(ID, ID)
    assert str(caught.value).startswith(words)


class Hub(http.server.BaseHTTPRequestHandler):
    """A hub that knows one model, wants a licence accepted for another, and knows nothing else."""

    files = dict.fromkeys(["model_index.json", "README.md", "unet/model.bin", *HALVES, *WHOLES], b"{}")

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        path = urllib.parse.unquote(self.path.partition("?")[0])
        if "owner/stale" in path:
            return self.send(401, b"", {"X-Error-Message": "Invalid credentials in Authorization header"})
        if "owner/forbidden" in path:
            return self.send(403, b"", {"X-Error-Message": "Your token has no right to it"})
        if "owner/busy" in path:
            return self.send(429, b"", {})
        if "owner/gated" in path:
            return self.send(403, b"", {"X-Error-Code": "GatedRepo"})
        if f"{ID}/resolve/" in path:
            return self.send(200, self.files[path.partition(f"/resolve/{COMMIT}/")[2]], {"ETag": '"e"'})
        if f"/api/models/{ID}/tree/" in path:
            tree = [{"type": "file", "path": name, "size": 2, "oid": "e"} for name in self.files]
            return self.send(200, json.dumps(tree).encode(), {})
        if f"/api/models/{ID}" in path:
            siblings = [{"rfilename": name} for name in self.files]
            return self.send(200, json.dumps({"id": ID, "sha": COMMIT, "siblings": siblings}).encode(), {})
        return self.send(404, b"", {"X-Error-Code": "RepoNotFound"})

    def send(self, status, body, headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body)), "X-Repo-Commit": COMMIT}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def hub(monkeypatch):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    endpoint = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", endpoint + "/{repo_id}/resolve/{revision}/{filename}")
    yield
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.usefixtures("hub")
def test_a_model_is_fetched_in_half_precision_and_without_pickles():
    folder = fetch_model(ID, ID)

    fetched = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert fetched == {"model_index.json", *HALVES}


@pytest.mark.usefixtures("hub")
def test_an_id_unknown_to_the_hub_is_probably_misspelt():
    with pytest.raises(RenderError, match=r'"owner/nothing" is unknown to the model hub and no folder here'):
        fetch_model("owner/nothing", "owner/nothing")


@pytest.mark.usefixtures("hub")
def test_a_gated_model_says_how_to_get_in():
    with pytest.raises(RenderError, match=r"owner/gated wants its licence accepted.*hf auth login"):
        fetch_model("owner/gated", "owner/gated")


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stale", "refuses this machine's token, which may have expired: run `hf auth login`"),
        ("forbidden", "does not let this machine's token read owner/forbidden"),
        ("busy", "is asked too often from here"),
    ],
)
def test_what_the_hub_refuses_is_told_as_what_it_is(name, words):
    with pytest.raises(RenderError) as caught:
        fetch_model(f"owner/{name}", f"owner/{name}")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "words", ["Illegal header value b'Bearer hf_SECRETsecret\\n'", "odd: hf_SECRETsecret", "http://me:SECRET@proxy:80"]
)
def test_a_token_is_shown_nowhere(monkeypatch, words):
    def refuse(*_, **__):
        raise RuntimeError("wrapped") from ValueError(words)

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", refuse)
    with pytest.raises(RenderError) as caught:
        fetch_model(ID, ID)
    assert "SECRET" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("name", ["[v1] my ink (2)+.safetensors", "sub dir/墨 ä.safetensors", "x [a-z].safetensors"])
def test_a_file_is_fetched_whatever_its_name(monkeypatch, name):
    monkeypatch.setattr(Hub, "files", {**Hub.files, name: b"{}"})

    assert fetch_file(ID, name).name == name.rsplit("/", maxsplit=1)[-1]


@pytest.mark.usefixtures("hub")
def test_a_file_and_a_vae_that_a_repository_lacks_are_said():
    with pytest.raises(RenderError, match=rf"{ID} has no file ink\.safetensors"):
        fetch_file(ID, "ink.safetensors")
    with pytest.raises(RenderError, match=rf"{ID} holds no VAE"):
        fetch_vae(ID)
