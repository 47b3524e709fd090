import json
import logging

import pytest

from errors import NovelError
from records import Drawn, RenderJob
from workspace.log import describe_machine, log, measured_rate, read_figures, record_picture, start_log, stop_log

JOB = RenderJob("sdxl", "owner/name", "a", "b", 1, 30, 7.0, 1344, 768)
PANEL = RenderJob("storyboard", "", "a", "b", 1, 30, 7.0, 1344, 768)


def write(folder, *jobs_and_seconds):
    for job, seconds in jobs_and_seconds:
        record_picture(folder, folder / "x.png", job, Drawn(0, None, seconds=seconds))


def test_the_rate_is_the_median_of_pictures_like_these(tmp_path):
    write(tmp_path, (JOB, 10.0), (PANEL, 0.2), (JOB, 12.0), (JOB, 90.0))

    assert measured_rate([JOB], read_figures(tmp_path)) == 12.0
    assert measured_rate([PANEL], read_figures(tmp_path)) == 0.2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"width": 640}, id="another size"),
        pytest.param({"steps": 8}, id="fewer steps"),
        pytest.param({"model": "x"}, id="another model"),
    ],
)
def test_pictures_of_another_kind_tell_no_rate(tmp_path, other):
    from dataclasses import replace

    write(tmp_path, (replace(JOB, **other), 10.0))

    assert measured_rate([JOB], read_figures(tmp_path)) is None


def test_steps_do_not_matter_for_a_storyboard(tmp_path):
    from dataclasses import replace

    write(tmp_path, (replace(PANEL, steps=40), 0.3))

    assert measured_rate([PANEL], read_figures(tmp_path)) == 0.3


def test_lines_that_a_crash_cut_off_are_passed_over(tmp_path):
    write(tmp_path, (JOB, 10.0))
    path = tmp_path / "pictures.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(f'{whole[:40]}\n[]\n{{"seconds": "x"}}\n{whole}', encoding="utf-8")

    assert [figure["seconds"] for figure in read_figures(tmp_path)] == [10.0]
    assert list(read_figures(tmp_path / "none")) == []


def test_two_logs_of_one_second_do_not_share_a_file(tmp_path, capsys):
    try:
        first, second = start_log(tmp_path, logging.INFO, "0"), start_log(tmp_path, logging.INFO, "0")
        log.debug("only in the file")
        log.info("in both")
    finally:
        stop_log()

    assert first != second
    assert "only in the file" in second.read_text(encoding="utf-8")
    assert capsys.readouterr().err == "in both\n"


def test_a_folder_that_refuses_is_a_sentence(tmp_path):
    (tmp_path / "logs").write_text("", encoding="utf-8")

    with pytest.raises(NovelError, match="--logs DIR"):
        start_log(tmp_path / "logs", logging.INFO, "0")


def test_versions_are_told_without_importing_them():
    lines = describe_machine("0.1.0")

    assert any(line.startswith("torch ") for line in lines)
    assert lines[0].startswith("novel-scenes 0.1.0, Python")


def test_figures_are_json_lines(tmp_path):
    write(tmp_path, (JOB, 1.23456))

    values = json.loads((tmp_path / "pictures.jsonl").read_text(encoding="utf-8"))
    assert (values["seconds"], values["peak_bytes"], values["picture"]) == (1.235, None, "x.png")
