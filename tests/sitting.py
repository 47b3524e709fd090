"""Somebody to draw the head of."""

import dataclasses

from painting import brush

from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.sitters import make_sitter
from storyboard.skulls import Head
from storyboard.space import make_frame

HERE = Spot(0.0, 1.38, 2.4)
HEADINGS = (-90, -60, -30, 0, 30, 60, 90)
SIZE = 0.4


def looks(look="brown hair", outfit="", age="30", gender="female", **changes):
    read = read_looks({"key": "k", "gender": gender, "age": age, "look": look, "outfit": outfit})
    return dataclasses.replace(read, **changes)


def head(heading=32.0, lean=0.0, tilt=0.0):
    return Head(make_frame((0.0, 0.0, 0.0), heading, lean, tilt), SIZE)


def sitter(heading=32.0, lean=0.0, *, flip=False, **changes):
    spot = dataclasses.replace(HERE, flip=flip)
    return make_sitter(brush(), looks(**changes), head(heading, lean), spot)
