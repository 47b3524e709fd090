"""Animals on the stage."""

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.beast import Beast
from storyboard.beasts import GAITS, draw_beast, gait_of, legs_of, shade_belly
from storyboard.limbs import Easel
from storyboard.shapes import Spot

BEASTS = read_table("beasts")["beast"]
HERE = Spot(0, 0, 4.0)


def drawn(name, gait="standing", spot=HERE, colour=None):
    used = brush()
    draw_beast(used, name, spot, gait, colour)
    return used


@pytest.mark.parametrize("name", BEASTS)
def test_every_beast_is_drawn_in_every_gait_and_on_the_ground(name):
    ground = brush().camera.project((0, 0, 3.0))[1] * 80
    for gait in GAITS:
        box = painted(drawn(name, gait))
        assert box
        assert box[3] < ground + 12, gait


@pytest.mark.parametrize("name", [name for name, row in BEASTS.items() if row["legs"]])
def test_gaits_differ_where_there_are_legs(name):
    assert len({pixels(drawn(name, gait, Spot(0, 0.7, 2.9))) for gait in ("standing", "walking", "lying")}) == 3


@pytest.mark.parametrize(("name", "legs"), [("dog", 2), ("bird", 1), ("snake", 0), ("fish", 0)])
def test_legs_of_one_side(name, legs):
    made = Beast(Easel(brush(), HERE), BEASTS[name], (90, 90, 90), "standing")

    assert len(legs_of(made, far=False)) == legs


def test_a_told_colour_and_a_side_show():
    assert pixels(drawn("dog", colour=(20, 20, 20))) != pixels(drawn("dog"))
    assert pixels(drawn("dog", spot=Spot(0, 0, 4.0, flip=True))) != pixels(drawn("dog"))


def test_an_unknown_gait_stands():
    assert pixels(drawn("dog", "flying a kite")) == pixels(drawn("dog"))


@pytest.mark.parametrize(
    ("pose", "gait"), [("standing", "standing"), ("walking", "walking"), ("running", "running"), ("sleeping", "lying")]
)
def test_an_animal_goes_as_the_pose_of_its_deed_does(pose, gait):
    assert gait_of(read_table("poses")["pose"][pose]) == gait


def test_the_shade_on_a_belly_runs_out_at_its_ends():
    used = brush()
    body = [((-0.9, 1.0, 0.0), 0.4), ((0.9, 1.0, 0.0), 0.4)]
    shade_belly(Beast(Easel(used, HERE), BEASTS["dog"], (200, 120, 60), "standing"), body)
    picture = used.canvas.finish()

    def tall(x):
        return sum(picture.getpixel((x, y)) != (255, 255, 255) for y in range(picture.height))

    left, _, right, _ = painted(used)
    assert tall((left + right) // 2) > 2 * tall(left)
