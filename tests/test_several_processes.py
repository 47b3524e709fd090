"""Several processes launched together share a book: each scene is drawn once, and the bytes are those of one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import night
import pytest

ROOT = Path(__file__).parent.parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}


def argv_of(model):
    """Give a command line for the folder it is run in; torch's launcher would take --logs for an option of its own."""
    options = ("--engine", "sdxl", "--width", "64", "--height", "64", "--steps", "2", "--quiet")
    return [str(ROOT / "generate_scene_images.py"), "--model", str(model), *options]


def run(command, folder):
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**os.environ, **ONE_THREAD},
        capture_output=True,
        text=True,
        check=False,
    )


ACCELERATE = ("accelerate.commands.launch", "--multi_gpu", "--num_machines", "1", "--mixed_precision", "no")
ACCELERATE += ("--dynamo_backend", "no", "--main_process_port", "0")  # a free port, for tests run side by side


def launch(count, folder, model):
    """Start processes by `accelerate launch`, told of cards that are not there; each draws on the CPU."""
    return run([sys.executable, "-m", *ACCELERATE, "--num_processes", count, *argv_of(model)], folder)


@pytest.fixture(scope="module")
def alone(tmp_path_factory, tiny_sdxl_folder):
    folder = tmp_path_factory.mktemp("alone")
    night.write_novel(folder)
    done = run([sys.executable, *argv_of(tiny_sdxl_folder)], folder)
    assert done.returncode == 0, done.stderr
    return night.contents(folder)


@pytest.mark.slow
@pytest.mark.parametrize("count", [3])
def test_several_processes_draw_every_scene_once_and_the_same(alone, tmp_path, tiny_sdxl_folder, count):
    night.write_novel(tmp_path)
    done = launch(count, tmp_path, tiny_sdxl_folder)
    figures = (tmp_path / "logs" / "pictures.jsonl").read_text("utf-8").splitlines()

    assert done.returncode == 0, done.stderr
    assert night.contents(tmp_path) == alone
    assert sorted(json.loads(line)["picture"] for line in figures) == sorted(
        Path(name).name for name in alone if name.startswith("images/")
    )
    assert len(list((tmp_path / "logs").glob("generation_*.log"))) == count
    assert night.stray(tmp_path) == []


@pytest.mark.slow
def test_a_dead_process_of_several_leaves_its_scene_to_the_next_run(alone, tmp_path, tiny_sdxl_folder):
    night.write_novel(tmp_path)
    assert launch(2, tmp_path, tiny_sdxl_folder).returncode == 0
    victim = next(tmp_path.glob("images/*.png"))
    victim.unlink()
    claim = victim.with_name(".chapter_01_scene_01.claim")
    holder = "import sys; from workspace.claims import try_claim; from pathlib import Path; import os\n"
    holder += "claim = try_claim(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", holder, str(claim)], cwd=ROOT, check=False)
    assert claim.exists()
    shutil.rmtree(tmp_path / "logs")

    assert run([sys.executable, *argv_of(tiny_sdxl_folder)], tmp_path).returncode == 0
    assert night.contents(tmp_path) == alone
    assert night.stray(tmp_path) == []
