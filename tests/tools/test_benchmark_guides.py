"""Every guide measured, on the tiny model and the CPU."""

import pytest

from tools import benchmark_guides
from tools.benchmark_guides import GuidedDrawing, guide_table, list_guides, measure_cap, measure_guides, open_studio
from tools.random_model import TINY

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def studio(tmp_path_factory, tiny_sdxl_folder):
    return open_studio(str(tiny_sdxl_folder), tmp_path_factory.mktemp("studio"), TINY["unet"])


@pytest.mark.slow
def test_every_guide_is_measured(studio):
    drawn = {one.guide: one for one in measure_cap(studio, 1, None, is_small=True)}

    assert list(drawn) == list(list_guides(studio, 128, 96))
    assert [one.error for one in drawn.values()] == [""] * len(drawn)
    assert all(one.seconds > 0 and one.need_bytes > 0 and one.plan == "two-phase" for one in drawn.values())
    assert drawn["none"].more == 0
    assert 0 < drawn["words"].more < drawn["pose"].more < drawn["strong (Union)"].more


def test_every_guide_directs_two_people(studio):
    guides = list_guides(studio, 1344, 768)
    directed = [guide for guide in guides.values() if guide]

    assert len({str(guide) for guide in directed}) == len(directed) == len(guides) - 1
    assert all(len(guide.speakers) == 2 for guide in directed)
    assert {guide.kind for guide in directed} == {"words", "pose", "strong"}


def test_without_a_card_no_guide_is_measured(capsys, monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)

    assert list(measure_guides(None, 1)) == []
    assert "no CUDA card" in capsys.readouterr().err


@pytest.mark.slow
def test_a_guide_that_fails_says_why(studio, monkeypatch):
    from records import Drawn

    monkeypatch.setattr(
        benchmark_guides, "draw_pictures", lambda jobs, *_, **__: [Drawn(0, None, "no room")] * len(jobs)
    )

    assert {one.error for one in measure_cap(studio, 1, None, is_small=True)} == {"no room"}


def test_drawings_are_rows_of_a_markdown_table():
    rows = guide_table(
        [
            GuidedDrawing("none", 10.0, "two-phase", 10.0, int(6.5 * 2**30), int(6.6 * 2**30), 0),
            GuidedDrawing("strong", 10.0, "two-phase", 13.0, int(8.5 * 2**30), 9 * 2**30, 0.268, ("less",)),
            GuidedDrawing("pose", None, "", 0, None, 0, 0, error="out | of memory"),
        ]
    ).splitlines()

    assert rows[2] == "| 10 GB | none | two-phase | 10.00 | +0.0 % | +0.0 % | 6.5 | 6.6 |"
    assert rows[3] == "| 10 GB | strong | two-phase; less | 13.00 | +30.0 % | +26.8 % | 8.5 | 9.0 |"
    assert rows[4] == "| none | pose | out / of memory | | | | | |"
