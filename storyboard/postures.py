"""Postures: a pose and the words of an action in, the pose on the legs and the seat that the words name out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.deeds import poses, told_deeds
from storyboard.skeleton import LYING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMBS = ("leg_near", "leg_far", "seat", "weight", "low")  # what a posture is made of
ON_LAP = (
    35.0,
    50.0,
    78.0,
)  # degrees of an upper arm up to which, and of its forearm between which, a hand is on the lap
RESTS = ("seat", "table", "outdoors")  # what the body of a pose sits at, and what it sits at elsewhere
HEAD = ("face", "emanata")  # what a pose says of the head alone
BOTH = "both_low"  # marks the row of a lead who has gone down with whom they touch


@lru_cache(maxsize=256)  # of a scene it is asked for everybody
def named_posture(action: str) -> str:
    """Name the pose of the posture that an action names first, by its verb or by what that means; "" without one."""
    postures = read_table("poses")["posture"].items()
    named = {word: name for name, words in postures for word in words.split()}
    return next((named[part] for verb, pose in told_deeds(action) for part in (pose, verb) if part in named), "")


def in_posture(row: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give a pose's row with the legs and the seat of the posture named; who rides, rows or lies in bed stays so."""
    name, touches = named_posture(action), bool(row.get("touches"))
    name = "kneeling" if touches and name == "grounded" else name  # stretched legs keep two apart
    posture: Mapping[str, Any] = poses().get(name, {})
    settled = any(key in row for key in ("back", "on", "carries", "rises")) or lies(row)
    if not row or not name or row is posture or settled:
        return row
    if lies(posture):  # nothing else is done lying down, but who weeps does not sleep
        return row if touches else {**posture, **{key: row.get(key, "") for key in HEAD}}
    if (name == "kneeling" and row.get("low")) or (name == "grounded" and row.get("hugs_legs")):
        return row
    if ("seat" in row) == ("seat" in posture) and name not in ("kneeling", "grounded"):
        return row
    legs = {key: posture[key] for key in LIMBS if key in posture}
    return {**hands_of(row, name), **legs, **(off_the_lap(row, posture) if "seat" not in posture else {})}


def lies(row: Mapping[str, Any]) -> bool:
    """Say whether somebody lies in a pose."""
    return abs(float(row.get("lean", 0.0))) > LYING


def hands_of(row: Mapping[str, Any], posture: str) -> Mapping[str, Any]:
    """Give what of a pose stays in a posture: not its table, and on the ground all that is done without one."""
    own: dict[str, Any] = {BOTH: True} if "touches" in row else {}
    if posture == "grounded" and "seat" in row:
        own["partner"] = poses()[posture]["partner"]  # nobody sits on a chair beside one who has left it
        row = poses().get(str(row.get("outdoors", "")), row)  # who writes has a pad, who eats a piece of bread
    return {**{key: value for key, value in row.items() if key not in (*LIMBS, *RESTS)}, **own}


def off_the_lap(row: Mapping[str, Any], posture: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let the hands that lie on the lap of who sits hang where that one stands: they would lie on nothing."""
    holds = str(row.get("holds", "both" if "hold" in row else ""))
    arms: dict[str, Any] = {}
    for side in ("near", "far"):
        upper, fore, *_ = (float(angle) for angle in row[f"arm_{side}"])
        busy = holds in (side, "both") or row.get(f"touch_{side}") or row.get(f"rests_{side}")
        if "seat" in row and not busy and upper < ON_LAP[0] and ON_LAP[1] < fore < ON_LAP[2]:
            arms |= {f"arm_{side}": posture[f"arm_{side}"], f"hand_{side}": "rest"}
    return arms


def as_low(pose: Mapping[str, Any], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Bring somebody down to a lead who kneels, or sits on the ground, and touches them."""
    if not row.get(BOTH) or not row.get("low") or {"low", "seat", "on"} & set(pose):
        return pose
    kneeling = poses()["kneeling"]
    return {**pose, **{key: kneeling[key] for key in LIMBS if key in kneeling}}
