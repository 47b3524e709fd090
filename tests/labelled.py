"""Small made-up books with labels, and a reader that knows nothing but a few words."""

import json
from types import SimpleNamespace

from cast.members import Cast
from cast.sheet_people import Member
from english.weights import Option
from records import Person, SceneReading

PLACES = ("kitchen", "barn", "harbour", "cellar")
HOURS = ("night", "morning", "unknown")


def write_labelled(folder, books=3, scenes=6):
    """Write books in which it is the place that somebody stands in, and who acts is there."""
    (folder / "books").mkdir()
    lines = []
    for book in range(books):
        home = folder / "books" / f"book{book}"
        home.mkdir()
        texts = []
        for number in range(scenes):
            here, there = PLACES[(book + number) % 4], PLACES[(book + number + 1) % 4]
            hour = HOURS[number % 3]
            told = {"night": "It was night. ", "morning": "It was morning. "}.get(hour, "")
            texts.append(
                f"{told}Ann Reed stood in the {here} and poured the tea. She took the road to the {there} in her mind. "
                f"“Tom is late,” said Ann. Ann wiped her red hands. Nobody had seen Tom Frost. Mary Hill nodded to Ann."
            )
            lines.append(
                {
                    "book": home.name, "file": "one.md", "scene": number + 1, "present": ["Ann Reed", "Mary Hill"],
                    "referenced": ["Tom Frost"], "lead": "Ann Reed", "place": here, "interior": here != "harbour",
                    "time_of_day": hour, "time_accept": [hour], "time_evidence": "stated" if told else "none",
                    "moods": ["tense"], "action": "pouring the tea", "first": texts[-1][:60],
                }
            )  # fmt: skip
        (home / "one.md").write_text("# One\n\n" + "\n\n***\n\n".join(texts) + "\n", encoding="utf-8")
    labels = folder / "labels.jsonl"
    labels.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return labels, folder / "books"


def sketch_simply(scenes, _sheet, weights):
    """Read by single words, as `scene_reader.sketch_novel` does by all it knows."""
    weights.accepts("name", Option("Ann Reed", {"acts": 1.0}))
    weights.accepts("name", Option("Tom Frost", {"acts": 0.0}))
    weights.choose("teller", [Option(None, {"nobody": 1.0}), Option(0, {"introduced": 0.0})])

    def sketches():
        for scene in scenes:
            options = [Option(place, place_features(scene.text, place)) for place in PLACES if place in scene.text]
            chosen = weights.choose("place", options)
            people = [name for name in ("Ann Reed", "Tom Frost") if weights.accepts("presence", presence(name))]
            characters = tuple(Person(name, "present" if number else "lead") for number, name in enumerate(people))
            weights.choose("deed", [Option("pouring the tea", {"drawable": 1.0}), Option("nodding", {"slight": 1.0})])
            reading = SceneReading(characters=characters, place=options[chosen].answer)
            yield SimpleNamespace(reading=reading)

    return Cast((Member("Ann Reed"),)), sketches()


def presence(name):
    return Option((name,), {"acts": 1.0} if name == "Ann Reed" else {"only named": 1.0})


def place_features(text, place):
    return {
        "stood in": float(f"stood in the {place}" in text),
        "road to": float(f"road to the {place}" in text),
        "the": 1.0,
    }
