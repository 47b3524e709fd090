"""What several test files need: the tiny SDXL model, as a folder and as a single file."""

import pytest
import tiny_sdxl


@pytest.fixture(scope="session")
def tiny_sdxl_folder(tmp_path_factory):
    return tiny_sdxl.build(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def tiny_sdxl_file(tmp_path_factory, tiny_sdxl_folder):
    return tiny_sdxl.build_file(tmp_path_factory.mktemp("model_files") / "tiny.safetensors", tiny_sdxl_folder)
