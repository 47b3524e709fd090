"""Claims of processes that died fall, those of living ones stand; all in one process, as another would see them."""

import pytest

from workspace import claims


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(claims, "NAMELESS", 0.05)


def test_a_claim_whose_process_died_before_it_wrote_its_name_falls(tmp_path):
    (tmp_path / ".chapter_01_scene_02.claim").touch()
    claims.drop_dead_claims(tmp_path)

    assert not list(tmp_path.iterdir())


def test_a_desk_whose_process_died_before_it_wrote_its_name_is_free(tmp_path):
    (tmp_path / claims.DESK).touch()

    with claims.hold_workspace(tmp_path):
        assert (tmp_path / claims.DESK).stat().st_size
    assert not list(tmp_path.iterdir())


def test_a_claim_that_somebody_holds_stands(tmp_path):
    path = tmp_path / ".chapter_01_scene_02.claim"
    claim = claims.try_claim(path)
    claims.drop_dead_claims(tmp_path)

    assert path.stat().st_size
    claim.release()


def test_no_claim_is_no_trouble(tmp_path):
    claims.drop_nameless(tmp_path / ".x.claim")
    claims.drop_dead_claims(tmp_path)
