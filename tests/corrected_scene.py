"""A reading and a cast for the tests of corrections."""

from cast.members import Cast
from cast.sheet_people import Member
from reading.book_looks import follow_looks
from records import Evidence, Person, SceneReading, Weighed
from workspace.corrected import correct_reading
from workspace.corrected_people import Here
from workspace.corrections import read_corrections

CAST = Cast((Member("Emma Hale", ("Em",), "female"), Member("Jonas", (), "male"), Member("Mina Vale", (), "female")))
HERE = Here(follow_looks([(1, 1, ())], CAST), 0)
READING = SceneReading(
    characters=(Person("Emma Hale", "lead", gender="female"), Person("Jonas", "present", gender="male")),
    place="mountain",
    places=("mountain", "road"),
    interior=False,
    time_of_day="night",
    weather=("snow",),
    mood="tense",
    action="driving through the mountain, talking to Jonas",
    props=("desk", "letter"),
    shot="two-shot",
    evidence={slot: (Evidence(1, 0, slot),) for slot in ("lead", "place", "time_of_day", "weather", "mood", "action")},
    weighed={slot: (Weighed("x", 1.0, ()),) for slot in ("place", "interior", "time_of_day", "mood")},
)


def correct(reading=READING, here=HERE, **said):
    """Correct a reading as a [scene] table with these keys does."""
    return correct_reading(reading, read_corrections(said), here)
