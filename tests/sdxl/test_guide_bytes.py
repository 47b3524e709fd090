"""What the parts of a guide keep on the device, by sums."""

import subprocess
import sys

import pytest

import doorstep
from sdxl.guide_bytes import PROMPT_BYTES, count_prompts, count_steering

LANDSCAPE = 1344 * 768


@pytest.mark.parametrize(
    ("kind", "rows", "count"),
    [
        ("pose", 2, 38_707_200),
        ("pose", 1, 25_804_800),
        ("strong", 2, 105_799_680),
        ("strong", 1, 52_899_840),
        ("words", 2, 0),
        ("none", 2, 0),
    ],
)
def test_what_a_network_gives_the_unet(kind, rows, count):
    assert count_steering(kind, LANDSCAPE, rows) == count


@pytest.mark.parametrize(("portraits", "prompts"), [(0, 0), (1, 2), (2, 3)])
def test_beside_every_portrait_there_is_that_of_no_picture(portraits, prompts):
    assert count_prompts(portraits) == prompts * PROMPT_BYTES


def test_a_check_counts_without_the_packages_that_it_may_find_lacking():
    told = "import sys, sdxl.check; print({'PIL', 'torch', 'tqdm'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", told], cwd=doorstep.HERE, capture_output=True, text=True, check=True)

    assert ran.stdout == "set()\n"
