"""Casting: a person of a drawing and the lead's deed in, a dressed, posed and equipped actor out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, words_of
from storyboard.beast import height_of
from storyboard.camera import LEAD_Z
from storyboard.deeds import find_pose, in_hands, poses, raised
from storyboard.headgear import crown_of
from storyboard.holds import raised_to_hold
from storyboard.in_hand import held_prop, in_hand
from storyboard.light import read_mood_effect
from storyboard.people import read_looks
from storyboard.places import is_dry
from storyboard.postures import as_low, in_posture
from storyboard.shapes import Spot
from storyboard.skeleton import HEAD, LYING, Skeleton, heading_of, skeleton_of
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.looks import Looks

IDLE = ("standing", "attentive", "crossed", "akimbo", "pocketed", "musing", "clasped", "behind_back", "waiting")
BEDDED = frozenset("bed beds cot bunk berth mattress pillow hammock crib blanket".split())  # noqa: SIM905
COUCHES = frozenset({"sofa", "couch", "settee", "bench"})  # on which one lies wherever they stand
BUSY = ("hold", "holds", "empty")  # what says that a pose knows what its hands do
LAUGHS = "laughing"
ASLEEP = "asleep"  # the look that no deed takes off a face
CARRY = (10, 84, 8, -14)  # angles of an arm that holds something before the chest
BEAST_HEAD = 0.5  # metres before the middle of an animal
CHIN = -0.56  # height of a chin from the middle of the head
ILL = frozenset("ill sick dying feverish bedridden unconscious comatose asleep sleeping ailing".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Actor:
    """One drawn person on the stage."""

    looks: Looks
    pose: Mapping[str, Any]
    spot: Spot
    prop: str = ""  # a thing in the hand
    seat: str = ""  # a thing behind the figure, to sit or lie on
    table: str = ""  # a thing before the figure
    bold: float = 1.0  # how heavy the outlines are; the lead's are heavier
    face: str = ""  # row of the faces; "": as the mood asks
    bench: str = ""  # the seat of somebody else that this one shares
    behind: str = ""  # another thing behind the figure: a door, a ladder
    holder: Actor | None = None  # who has the far arm around this one, and is drawn after

    @property
    def heading(self) -> float:
        """Where the body is turned: 0 to the right (to the left where it is flipped), 90 at the viewer."""
        return heading_of(self.pose)

    @property
    def skeleton(self) -> Skeleton:
        """The joints, around the point between the feet."""
        return skeleton_of(self.looks, self.pose)

    @property
    def top(self) -> float:
        """Metres from the ground to the crown."""
        if self.looks.beast:
            return height_of(self.looks.beast) + self.spot.y
        return self.skeleton.top + self.spot.y

    def head_ends(self) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        """Give where crown and chin are on the stage."""
        if self.looks.beast:
            crown = height_of(self.looks.beast)
            return self.spot.place(BEAST_HEAD, crown), self.spot.place(BEAST_HEAD, 0.7 * crown)
        frame, size = self.skeleton.head, HEAD * self.looks.stature * self.looks.head
        crown = crown_of(self.looks.headgear) * size
        return self.spot.place(*frame.at(0, crown, 0)), self.spot.place(*frame.at(0.1 * size, CHIN * size, 0))


def make_actor(
    person: Mapping[str, Any], index: int, row: Mapping[str, Any], drawing: Mapping[str, Any], place: Mapping[str, Any]
) -> Actor:
    """Dress, pose and equip the nth person."""
    key = str(person.get("key", ""))
    pose = choose_pose(person, index, row, place)
    prop = in_hand(pose, index, person, drawing)
    pose, prop = in_hands(pose, raised(pose, prop)), raised(pose, prop)
    looks = read_looks(person)
    if pose.get("face") and looks.expression != ASLEEP:
        looks = replace(looks, expression="")  # whoever looks tired smiles now
    return Actor(
        looks,
        raised_to_hold(grip(turned(pose, key, index), prop), looks.stature),
        Spot(0, 0, LEAD_Z),
        prop,
        str(pose.get("seat", "")),
        # The second sits at the lead's own table; water is around everybody.
        str(pose.get("table", "")) if index == 0 or pose.get("afloat") or pose.get("table") != row.get("table") else "",
        1.3 if index == 0 else 1.0,
        face_of(pose, index, looks, str(drawing.get("mood", ""))),
        behind=stood_at(pose, drawing if index == 0 else {}, place),
    )


def face_of(pose: Mapping[str, Any], index: int, looks: Looks, mood: str) -> str:
    """Name the face that somebody makes; "" for what looks or mood give."""
    if pose.get("face"):
        return str(pose["face"])
    if index == 0:  # a laugh would be read as the deed: the others show the mood
        return "glad" if (looks.expression or read_mood_effect(mood).face) == LAUGHS else ""
    return choose(looks.key, "face", ("", "calm")) if index > 1 else ""


def choose_pose(
    person: Mapping[str, Any], index: int, row: Mapping[str, Any], place: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Give the nth person's pose: the lead's deed, its partner's, what the author says, or one who stands by."""
    key, pose, rows = str(person.get("key", "")), row, poses()
    if index > 0:
        name, carried = in_turn(str(row.get("partner", "attentive")), index), index <= len(row.get("carries", ()))
        afloat, apart = row.get("afloat") and not carried, index > 1 and not row.get("together")
        name = "swimming" if afloat else name  # nobody stands on the water
        idle = not (carried or afloat) and (name == "attentive" or apart or "carries" in row)
        name = choose(key, "idle", IDLE[1:] if index == 1 else IDLE) if idle else name
        varies = idle or row.get("together")
        pose = as_low(in_place(name, place, ""), row) if not carried else rows[name]
        pose = vary(pose, key, index, swaps=pose.get("arm_near") == row.get("arm_near")) if varies else pose
        doing = str(person.get("doing", ""))
        pose = in_place(find_pose(doing), place, doing) or pose
    lies = abs(float(pose.get("lean", 0))) > LYING or "on" in pose or pose.get("table")
    if ILL & set(words_of(str(person.get("look", "")))) and not lies and not person.get("doing"):
        return in_place("lying_ill", place, "") if index else pose
    return pose


def in_turn(names: str, index: int) -> str:
    """Name the pose of the nth person, of several that people together take in turn."""
    ways = names.split()
    return ways[(index - 1) % len(ways)]


def in_place(name: str, place: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give the row of a pose in the form it takes at a place, in the posture the action names; nothing for no pose."""
    row = in_posture(with_thing(poses().get(name, {}), action), action)
    inside = place["set"] == "room" or "seats" in place
    if "dry" in row and is_dry(place):
        return poses()[str(row["dry"])]
    elsewhere = str(row.get("indoors" if inside else "outdoors", ""))
    told = set(words_of(action))
    if "bedless" in row and COUCHES & told:
        return row
    if inside and "bedless" in row and not BEDDED & told:
        ways = {"ground": "outdoors", "chair": "bedless"}
        elsewhere = str(row.get(ways.get(sleeps_in(place), ""), elsewhere))
    usual, own = place.get("instead", (elsewhere, elsewhere))
    elsewhere = str(own) if elsewhere == usual else elsewhere
    return poses()[elsewhere] if elsewhere else row


def with_thing(row: Mapping[str, Any], action: str) -> Mapping[str, Any]:
    """Give the row that a pose takes where the deed names a thing which is held: it needs no table to lie on."""
    return poses()[str(row["held"])] if "held" in row and held_prop((), action, "") else row


def sleeps_in(place: Mapping[str, Any]) -> str:
    """Say on what people lie down in a room: a bed where it has one, else a chair, or the ground."""
    told = set(str(place.get("put", "")).split()) & set(read_table("poses")["lying"]["beds"].split())
    return str(place.get("sleeps", "bed" if told else "chair"))


SWUNG_BACK, ELBOW_BENT = 4.0, 22.0  # degrees of a far upper arm up to which, and of its forearm from which, it is hid
TURNED_IN = -12.0  # degrees from which a forearm means to be behind the back, on the hip or in a pocket
LEAST_SWING, BESIDE = (-10.0, 8.0), (24.0, 14.0)  # degrees of such an arm back and out, so that its hand is seen
STRIDES = (1.0, 0.86, 1.12, 0.74, 0.95, 1.06, 0.8)  # how long the steps of people together are


def vary(pose: Mapping[str, Any], key: str, index: int, *, swaps: bool = True) -> Mapping[str, Any]:
    """Vary a pose by the person, so that no two look alike; people together swap near and far limbs in turn."""
    if pose.get("seat") or pose.get("table") or "on" in pose:
        return pose
    turn = [int(choose(key, part, ("-2", "-1", "0", "1", "2"))) for part in ("lean", "nod", "near", "far")]
    swaps = bool(swaps and index % 2 and pose.get("together") and not pose.get("back"))
    near, far = ("far", "near") if swaps else ("near", "far")
    stepping = pose.get("together") and not pose.get("low")  # on hands and knees no step is longer
    stride = STRIDES[index % len(STRIDES)] if stepping else 1.0
    return {
        **pose,
        "lean": pose["lean"] + 2 * turn[0],
        "nod": pose["nod"] + 3 * turn[1],
        "arm_near": [angle + 4 * turn[2] for angle in pose[f"arm_{near}"][:2]] + pose[f"arm_{near}"][2:],
        "arm_far": beside_trunk([angle + 4 * turn[3] for angle in pose[f"arm_{far}"][:2]] + pose[f"arm_{far}"][2:]),
        "leg_near": [angle * stride for angle in pose[f"leg_{near}"][:2]] + pose[f"leg_{near}"][2:],
        "leg_far": [angle * stride for angle in pose[f"leg_{far}"][:2]] + pose[f"leg_{far}"][2:],
    }


def beside_trunk(arm: Sequence[float]) -> list[float]:
    """Hold a far arm that would swing back behind the trunk beside it: both hands of who walks are seen."""
    upper, fore, *out = arm
    if upper > SWUNG_BACK or fore > ELBOW_BENT or (len(out) > 1 and out[1] < TURNED_IN):
        return list(arm)
    return [
        max(upper, LEAST_SWING[0]),
        max(fore, LEAST_SWING[1]),
        *(max(a, b) for a, b in zip([*out, 0, 0], BESIDE, strict=False)),
    ]


TURNS = {0: (-6, 0, 8), 1: (-16, -4, 8, 20)}  # degrees by which the lead and the second turn from a pose's heading
BYSTANDERS = (-20, -4, 12, 30, 44)
FRONTAL, STEP_SEEN, STEP = 72.0, 44.0, 18.0  # headings of who stands and of who steps; degrees between such thighs
TOUCHING = 0.8  # metres between two who embrace or carry each other


def turned(pose: Mapping[str, Any], key: str, index: int) -> Mapping[str, Any]:
    """Turn somebody a little by the person; who is at a table, a door or a mount stays turned to it."""
    fixed = (
        pose.get("table")
        or pose.get("behind")
        or pose.get("meet")
        or pose.get("back")
        or "on" in pose
        or abs(float(pose["lean"])) > LYING
    )
    if fixed or float(pose.get("apart", 9.0)) < TOUCHING:
        return pose
    step = int(choose(key, "turn", [str(angle) for angle in TURNS.get(index, BYSTANDERS)]))
    return {
        **pose,
        "turn": max(-10.0, min(most_turn(pose), heading_of(pose) + step)) if heading_of(pose) > 0 else heading_of(pose),
    }


def most_turn(pose: Mapping[str, Any]) -> float:
    """Give the heading up to which somebody may be turned: seen from before, both feet of a step would be one."""
    strides = abs(float(pose["leg_near"][0]) - float(pose["leg_far"][0])) > STEP
    return max(STEP_SEEN, heading_of(pose)) if strides else FRONTAL


def grip(pose: Mapping[str, Any], prop: str) -> Mapping[str, Any]:
    """Bring the arm into a hold where something is held in a pose that has nothing of its own in the hand."""
    thing = read_table("things")["thing"].get(prop, {})
    if not prop:
        return open_handed(pose)
    if any(key in pose for key in BUSY):
        return pose
    side = str(thing.get("holds", "near"))
    sides = ("near", "far") if side == "both" else (side,)
    return {**pose, "holds": side, **{f"arm_{n}": thing.get(f"carry_{n}", thing.get("carry", CARRY)) for n in sides}}


def stood_at(pose: Mapping[str, Any], drawing: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    """Name what stands behind somebody: a door; outdoors, of what one gets on, the one that the deed names."""
    ways = str(pose.get("onto", "")).split()
    if not ways or not drawing or place["set"] == "room":
        return str(pose.get("behind", ""))
    named = find_row("things", "thing", str(drawing.get("action", "")))
    return named if named in ways else ways[0]


def open_handed(pose: Mapping[str, Any]) -> Mapping[str, Any]:
    """Open a hand that would close around a thing which is not there: who holds out nothing shows no fist."""
    side = str(pose.get("holds", ""))
    return {**pose, f"hand_{side}": "open"} if pose.get(f"hand_{side}") == "grip" else pose


def set_props(props: Sequence[str], taken: Sequence[str], *, indoors: bool) -> list[str]:
    """List the props that stand somewhere rather than in a hand; no horse stands in a kitchen, no piano in the rain."""
    things = read_table("things")["thing"]
    names = [name for prop in props if (name := find_row("things", "thing", prop)) and name not in taken]
    wrong = "outdoors" if indoors else "indoors"
    fitting = [name for name in names if things[name].get("prop") and not things[name].get(wrong)]
    return list(dict.fromkeys(fitting))[:2]
