"""In the hand: a pose and what a drawing tells of things in, the one thing that a person holds out.

A thing that the deed names is held. Whatever else lies about in the scene is held only where the deed has hands for it:
who laughs or pushes a door holds no telephone. What somebody only looks at is never taken in hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# "sitting on a wooden crate": what follows is no thing in the hand.
SEATS = re.compile(
    r"\b(?:sit|sat|seat|stand|stood|perch|lean|kneel|knelt|l[yi]|rest|crouch)\w* "
    r"(?:on|upon|in|against|at|by|behind|beside|under)((?: \w+){1,3})"
)
# "staring into the lantern's light", up to the next clause: what follows is only looked at, or listened to.
GAZES = re.compile(
    r"\b(?:star|gaz|gap|look|glanc|glar|watch|peer|squint|ey|stud|listen|regard|observ|not|fac)ing\b"
    r"(?:(?!\band\b|\bwhile\b)[^,;])*",
    re.IGNORECASE,
)
# "having talent in spades", "like a lamp": what a thing is in, or like, is not in the hand unless the words say so.
WHEREIN = re.compile(
    r"\b(?:in|inside|like|among)\b(?! (?:\w+ )?(?:hand|fist|palm|lap|arm)s?\b)(?:(?!\band\b|\bwhile\b)[^,;])*"
)
SEVERAL = re.compile(r"\b(?:shel(?:f|ves)|rows?|piles?|stacks?|racks?)\b")  # "at the shelves of books"
OWN_HAND = re.compile(r"\bin (?:his|her|their|my|its) (?:hand|fist|palm|lap)")  # "the key in her hand"
# What one looks at lies in the hand where it is read or drunk from, or where the words go on to say so.
READ = frozenset({"read", "text", "drink"})
WANTS = ("hold", "holds", "use")  # what says that a pose has hands for a thing


def in_hand(pose: Mapping[str, Any], index: int, person: Mapping[str, Any], drawing: Mapping[str, Any]) -> str:
    """Name what the nth person holds; "" for nothing."""
    if pose.get("empty"):
        return ""
    usual, use = str(pose.get("hold", "")), str(pose.get("use", ""))
    if person.get("presence") != "lead" and not person.get("doing"):
        return usual if index else ""  # who drinks, aims or fences with the lead has something to do it with
    action = WHEREIN.sub("", str(drawing.get("action", "") if index == 0 else person.get("doing", "")))
    props = spare_props(pose, drawing.get("props", ())) if index == 0 else ()
    return of_its_age(held_prop(props, action, usual, use), drawing)


def spare_props(pose: Mapping[str, Any], props: Sequence[str]) -> Sequence[str]:
    """List what of a scene's things a pose has hands for; who only stands or walks may bear a lantern or a bag."""
    if any(key in pose for key in WANTS):
        return () if pose.get("named") else props
    borne = read_table("poses")["borne"]["things"].split()
    return [prop for prop in props if pose.get("bears") and find_row("things", "thing", prop) in borne]


def held_prop(props: Sequence[str], action: str, usual: str, use: str = "") -> str:
    """Name the thing in the hand: what the action names, else a prop that can be held, else what the pose brings.

    A pose with a `use` holds nothing else: who reads holds no pencil.
    """
    things = read_table("things")["thing"]
    used = {find_row("things", "thing", words) for words in SEATS.findall(action)}
    clauses = [clause for clause in GAZES.findall(action) if not OWN_HAND.search(clause)]
    for clause in clauses:
        name = find_row("things", "thing", clause)
        used |= {name} if name and (SEVERAL.search(clause) or things[name].get("use") not in READ) else set()
    names = [find_row("things", "thing", text) for text in (action, GAZES.sub("", action), *props)]
    held = [name for name in names if name and things[name].get("held") and name not in used]
    return next((name for name in held if not use or use in words_of(str(things[name].get("use", "")))), usual)


def of_its_age(prop: str, drawing: Mapping[str, Any]) -> str:
    """Give a torch as the drawing's age has it: of electric light, or of fire where it burns or people wear swords."""
    if prop != "flashlight":
        return prop
    told = [drawing.get("action", ""), drawing.get("place", ""), *drawing.get("places", ()), *drawing.get("props", ())]
    told += [person.get(part, "") for person in drawing.get("people", ()) for part in ("outfit", "look")]
    words = {word for text in told for word in words_of(str(text))}
    return "burning_torch" if words & set(read_table("senses")["olden"]["words"].split()) else prop
