"""How a run ended: its exit status, and what is said of what was not drawn."""

import os
import time
from pathlib import Path

import pytest

from workspace.outcome import Outcome, conclude

ONE, TWO = Path("images/a.png"), Path("images/b.png")
BEGIN = "1 picture drawn in 2.0 seconds into images"


LEFT = "which has not finished"
CASES = {
    Outcome(1): (0, f"{BEGIN}."),
    Outcome(1, same=1): (0, "1 picture drawn, as it was, in 2.0 seconds into images."),
    Outcome(1, elsewhere=2): (0, f"{BEGIN}, 2 scenes drawn by another run."),
    Outcome(1, failed=1, left=(ONE,)): (
        1,
        (
            f"{BEGIN}, 1 scene failed. 1 picture is left to another run, {LEFT} it: the same command draws it "
            "when that run has ended."
        ),
    ),
    Outcome(1, left=(ONE, TWO)): (
        3,
        (
            f"{BEGIN}. 2 pictures are left to another run, {LEFT} them: the same command draws them "
            "when that run has ended."
        ),
    ),
    Outcome(1, settled=1): (0, f"{BEGIN}. 1 scene has the picture that you chose or kept meanwhile."),
    Outcome(1, changed=2): (
        3,
        (
            f"{BEGIN}. 2 scenes wait: you or a later command changed their prompt files meanwhile; "
            "the same command draws them."
        ),
    ),
    Outcome(1, failed=1, unseen=8): (
        1,
        f"Stopped: {BEGIN}, 1 scene failed, 8 further scenes remain. The same command goes on from here.",
    ),
    Outcome(1, unseen=1): (1, f"Stopped: {BEGIN}, 1 further scene remains. The same command goes on from here."),
    Outcome(1, unseen=2, is_stopped=True): (130, f"Stopped: {BEGIN}. The same command goes on from here."),
    Outcome(1, failed=1, is_stopped=True): (
        130,
        f"Stopped: {BEGIN}, 1 scene failed. The same command goes on from here.",
    ),
}


@pytest.mark.parametrize(("outcome", "status", "said"), [(outcome, *told) for outcome, told in CASES.items()])
def test_status_and_sentence(outcome, status, said):
    assert outcome.status == status
    assert conclude(outcome, 2.0, Path("images")) == said


def test_how_long_a_dead_runs_scene_stays_is_said(tmp_path):
    for number, age in ((1, 500), (2, 300)):
        claim = tmp_path / f".chapter_01_scene_{number:02d}.claim"
        claim.write_text("1\nelsewhere\n")
        os.utime(claim, (time.time() - age,) * 2)
    pictures = tuple(tmp_path / f"chapter_01_scene_{number:02d}_x.png" for number in (1, 2))

    said = conclude(Outcome(0, left=pictures), 2.0, tmp_path)
    assert said.endswith("when that run has ended, or, if that run died, in 5 minutes at the latest.")
