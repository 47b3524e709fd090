"""Files that hold another's text once more."""

import pytest

from manuscript.twins import find_twins

ROPE = (
    "Mara carried the lantern down to the ferry steps. The water was already over the third stone. "
    "She counted all of the boats twice."
)
SNOW = (
    "Snow came over the pass at noon that day. The mule would not move, so they ate bread beside it. "
    "The sky had cleared by then."
)
MILL = (
    "The library opened late on Thursdays in winter. "
    "Ines pushed the trolley between the shelves, humming a low and slow old song."
)
MORE = " Somebody had cut the rope clean through in the night. Nobody in the town would say who had done such a thing."


@pytest.mark.parametrize(
    ("texts", "gone"),
    [
        pytest.param({"1.md": ROPE, "2.md": SNOW}, [], id="none"),
        pytest.param({"1.md": ROPE, "1 copy.md": ROPE}, ["1 copy.md"], id="marked as a copy"),
        pytest.param({"1.md": ROPE, "1 (1).md": ROPE}, ["1 (1).md"], id="by a download"),
        pytest.param({"1-old.md": ROPE + " And so on.", "1.md": ROPE}, ["1-old.md"], id="an older version, longer"),
        pytest.param({"1.md": ROPE, "x/1.md": ROPE}, ["x/1.md"], id="deeper down"),
        pytest.param({"1-v2.md": ROPE, "1.md": ROPE}, ["1.md"], id="the later version"),
        pytest.param({"1.md": ROPE, "teaser.md": ROPE + MORE}, ["1.md"], id="nothing of the longer is lost"),
        pytest.param({"1.md": ROPE + SNOW, "2.md": ROPE + MILL}, [], id="half of it in common"),
        pytest.param(
            {"1.md": ROPE + SNOW, "1 (conflicted copy 2022-03-01).md": ROPE + MILL},
            ["1 (conflicted copy 2022-03-01).md"],
            id="half of it, where the name says that it is a copy",
        ),
        pytest.param({"1.md": ROPE, "1 copy.md": SNOW}, [], id="a copy by name alone"),
        pytest.param(
            {"1.md": ROPE, "2.md": SNOW, "3.md": MILL, "all.md": f"{ROPE}\n{SNOW}\n{MILL}"}, ["all.md"], id="whole"
        ),
        pytest.param(
            {"1.md": ROPE, "2.md": SNOW, "all.md": f"{ROPE}\n{SNOW}\n{MILL}\n{MORE}"},
            ["1.md", "2.md"],
            id="a whole that holds more",
        ),
        pytest.param(
            {"1.md": "He went in. She stayed.", "2.md": "He went in. She stayed."}, [], id="too short to tell"
        ),
        pytest.param({"1.md": 3 * ROPE + SNOW, "2.md": MILL + 2 * ROPE}, [], id="a refrain"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_what_is_left_out(texts, gone):
    assert sorted(twin.name for twin in find_twins(texts)) == gone
    assert sorted(twin.name for twin in find_twins(dict(reversed(texts.items())))) == gone


def test_both_files_are_named():
    (twin,) = find_twins({"1.md": ROPE, "1 copy.md": ROPE})
    (whole,) = find_twins({"1.md": ROPE, "2.md": SNOW, "all.md": ROPE + "\n" + SNOW})

    assert twin.say() == "1 copy.md and 1.md hold the same chapter: 1 copy.md is left out."
    assert whole.say() == "all.md holds the text of 1.md and 1 more once more: it is left out."
