"""How near all is, and the lines: maps that agree with the camera and with the panel."""

import pytest
from mapped import EMMA, JONAS, drawing, grown, outside

from storyboard.map_depth import map_depth, map_lines, tone_of
from storyboard.maps import map_stage, silhouette
from storyboard.stage import set_stage

SIZE = (280, 160)


def staged(**changes):
    return set_stage(drawing(EMMA, JONAS, **changes), SIZE[0] / SIZE[1], 7)


@pytest.mark.parametrize("place", [pytest.param("kitchen", marks=pytest.mark.slow), "beach"])
def test_everybody_has_the_tone_of_their_depth(place):
    stage = staged(place=place)
    maps, depth = map_stage(stage, *SIZE), map_depth(stage, *SIZE)
    tones = []
    for person in maps.people:
        seen = depth.copy()
        seen.putalpha(silhouette(maps, person.number))
        count, tone = max((count, tone) for count, (tone, alpha) in seen.getcolors(9999) if alpha)
        assert count > 0.9 * silhouette(maps, person.number).histogram()[255]
        tones.append(tone)
    lead, second = (person.depth for person in maps.people)
    assert (lead < second) == (tones[0] > tones[1])


def test_the_ground_is_the_nearer_the_lower_and_the_sky_is_black():
    column = map_depth(set_stage(drawing(EMMA, place="desert", action="standing"), 1.75, 7), *SIZE).crop((2, 0, 3, 160))
    tones = list(column.tobytes())

    assert tones[0] == 0
    assert tones[60:] == sorted(tones[60:])
    assert tones[-1] > 200


def test_the_walls_of_a_room_come_nearer_to_its_corners():
    depth = map_depth(staged(), *SIZE)

    assert 0 < depth.getpixel((140, 40)) < depth.getpixel((2, 2))


@pytest.mark.parametrize(("distance", "tone"), [(2.0, 255), (4.0, 128), (1.0, 255), (20.0, 26)])
def test_twice_as_far_is_half_as_bright(distance, tone):
    assert tone_of(distance, 2.0) == tone


def test_lines_are_white_on_black_around_the_people():
    stage = staged(place="beach")
    lines, people = map_lines(stage, *SIZE), map_stage(stage, *SIZE)
    figure = silhouette(people, 1)
    edge = figure.copy()
    edge.paste(0, mask=grown(figure.point([255 * (value == 0) for value in range(256)]), 2))
    near_lines = grown(lines.point([255 * (value > 40) for value in range(256)]), 3)

    assert lines.mode == "L"
    assert lines.histogram()[0] > 0.7 * SIZE[0] * SIZE[1]
    rim = figure.histogram()[255] - edge.histogram()[255]
    assert outside(figure, edge) == rim
    assert outside(figure, near_lines) < 0.5 * figure.histogram()[255]
