"""A pose and an action in, the pose in the posture that the action names out: who reads standing has no chair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMBS = ("leg_near", "leg_far", "seat")  # what a posture is made of
RESTS = ("seat", "table", "outdoors")  # what the body of a pose sits at, and what it sits at elsewhere


def named_posture(action: str) -> str:
    """Name the pose of the posture that an action names first, "" without one."""
    postures = read_table("poses")["posture"]
    return next((name for word in words_of(action) for name, words in postures.items() if word in words.split()), "")


def in_posture(row: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give a pose's row with the legs and the seat of the posture named; who rides, rows or lies in bed stays so."""
    poses = read_table("poses")["pose"]
    name = named_posture(action)
    posture: Mapping[str, Any] = poses.get(name, {})
    if not name or row is posture or "back" in row or "on" in row or "carries" in row:
        return row
    if "on" in posture:
        return posture  # nothing else is done lying down
    if ("seat" in row) == ("seat" in posture) and name != "kneeling":
        return row
    upper = {key: value for key, value in row.items() if key not in (*LIMBS, *RESTS)}
    return upper | {key: posture[key] for key in LIMBS if key in posture}
