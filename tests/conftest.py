"""What several test files need: the tiny SDXL model, as a folder, as a single file, and loaded once."""

import functools
import gc
import logging
import os

import hypothesis
import night
import pytest
import tiny_sdxl
from proof_tab import browser, tab  # noqa: F401  fixtures of the tests in a browser

# How long an example takes depends on what else the machine does, not on the code.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

# The tiny model's layers are too small to share among threads, which then wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_collection_finish():
    """Let no garbage collection go through ten thousand tests that wait for their turn."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def full_precision():
    """Compute in float32 whatever the processor: bfloat16 rounds small differences away, and not all have it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sdxl.devices.computes_bfloat16", lambda: False)
        yield


@pytest.fixture(scope="session", autouse=True)
def speed_is_read_once():
    """Time the processor's matrix product for the first run alone: a tiny picture takes no longer than that does."""
    from sdxl import speed

    read, once = speed.read_speed, functools.cache(speed.read_speed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(speed, "read_speed", lambda device: (once if device.kind == "cpu" else read)(device))
        yield


@pytest.fixture(scope="session", autouse=True)
def machine_is_described_once():
    """Read the versions of the libraries, which every log begins with, for the first log alone."""
    from workspace import log

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "describe_machine", functools.cache(log.describe_machine))
        yield


@pytest.fixture(scope="session", autouse=True)
def files_are_saved():
    """Take no file for one that is being saved: tests write a broken one and read it at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("untrusted.MOMENT", 0)
        yield


@pytest.fixture(scope="session")
def tiny_sdxl_folder(tmp_path_factory):
    from diffusers import StableDiffusionXLPipeline  # noqa: F401  the first drawing would load it

    folder = tiny_sdxl.build(tmp_path_factory.mktemp("models") / "tiny")
    gc.collect()
    gc.freeze()  # the libraries are here to stay; without them each of the engine's own collections is short
    return folder


@pytest.fixture(scope="session")
def tiny_sdxl_file(tmp_path_factory, tiny_sdxl_folder):
    return tiny_sdxl.build_file(tmp_path_factory.mktemp("model_files") / "tiny.safetensors", tiny_sdxl_folder)


@pytest.fixture(scope="session")
def choice(tiny_sdxl_folder):
    from sdxl.models import resolve_model
    from workspace.request import read_defaults

    return resolve_model(str(tiny_sdxl_folder), read_defaults().presets)


@pytest.fixture(scope="session")
def source(choice):
    from sdxl.loading import find_source

    return find_source(choice)


@pytest.fixture(scope="session")
def device():
    from sdxl.devices import find_device

    return find_device("cpu")


@pytest.fixture(scope="session")
def encoders(source, device):
    from sdxl.pipeline import open_encoders

    return open_encoders(source, device)


@pytest.fixture(scope="session")
def loaded_model(choice, source, device):
    from tiny_engine import load_tiny

    return load_tiny(choice, source, device)


@pytest.fixture(scope="module")
def plain_picture(choice, loaded_model, encoders):
    """The picture of the tests' job, with which many compare theirs."""
    from tiny_engine import draw, job_for, lent, pixels

    (drawn,) = draw(choice, job_for(choice), tools=lent(loaded_model, encoders))
    return pixels(drawn)


@pytest.fixture
def draw_one(choice, loaded_model, encoders, plain_picture):
    """Draw one job with the model loaded once for all tests; the tests' own is drawn already."""
    from tiny_engine import draw, job_for, lent, pixels

    def draw_changed(**changes):
        if not changes:
            return plain_picture
        (drawn,) = draw(choice, job_for(choice, **changes), tools=lent(loaded_model, encoders))
        return pixels(drawn)

    return draw_changed


@pytest.fixture
def engine_log(caplog):
    """What the engine says, also where an earlier test's run has taken its logger for itself."""
    logger = logging.getLogger("novel_scenes.engine")
    logger.addHandler(caplog.handler)
    level = logger.level
    logger.setLevel(logging.DEBUG)
    yield caplog
    logger.setLevel(level)
    logger.removeHandler(caplog.handler)


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory):
    """Draw a novel of six scenes with the storyboard; a test works on a copy."""
    folder = tmp_path_factory.mktemp("drawn")
    night.write_novel(folder)
    assert night.run(folder) == 0
    return folder
