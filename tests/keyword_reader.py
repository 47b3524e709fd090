"""A reader of keywords, kept only to be fooled: whatever word stands in a scene is taken for what the scene shows."""

import re

PLACES = [
    "office",
    "kitchen",
    "beach",
    "hospital",
    "mountain",
    "attic",
    "church",
    "forest",
    "living-room",
    "farm",
    "market",
    "castle",
    "inn",
    "bridge",
    "bank",
    "hall",
    "mine",
    "harbour",
    "club",
    "clearing",
    "palace",
    "cabin",
    "house",
    "garden",
    "library",
    "road",
    "barn",
    "school",
    "theatre",
    "bedroom",
    "street",
    "train",
    "meadow",
    "bed",
    "sea",
    "stage",
    "yard",
    "window",
    "study",
    "prison",
    "canal",
    "hotel",
    "platform",
    "lake",
    "boat",
    "vineyard",
    "tent",
    "drive",
    "orchard",
    "terrace",
    "café",
    "ward",
    "quay",
    "tower",
]
TIMES = {
    "night": ("night", "tonight", "midnight", "moon", "star", "dark"),
    "morning": ("morning", "breakfast"),
    "midday": ("noon", "lunch"),
    "afternoon": ("afternoon", "tea"),
    "evening": ("evening", "dinner", "supper"),
    "dusk": ("dusk",),
    "dawn": ("dawn",),
}
WEATHERS = ("rain", "snow", "fog", "sun", "wind", "storm", "cloud")
WEATHER_WORDS = {"thunder": "storm", "lightning": "storm", "mist": "fog", "gale": "wind", "hail": "rain"}
VERBS = {
    "read": "reading",
    "swam": "swimming",
    "swim": "swimming",
    "danc": "dancing",
    "climb": "climbing",
    "fly": "flying",
    "fell": "falling",
    "paint": "painting",
    "meet": "meeting",
    "fought": "fighting",
    "jump": "jumping",
    "sleep": "sleeping",
    "ran": "running",
    "carr": "carrying",
    "kneel": "kneeling",
    "paddl": "paddling",
    "chop": "chopping",
    "sat": "sitting",
    "stood": "standing",
    "walk": "walking",
}
OPENERS = ("The", "A", "He", "She", "It", "In", "On", "At", "Her", "His")
COLOURS = ["red", "green", "blue", "yellow", "black", "white", "grey", "brown", "dark", "fair", "tall", "short", "old"]
GARMENTS = [
    "coat",
    "dress",
    "sweater",
    "uniform",
    "suit",
    "raincoat",
    "jacket",
    "shirt",
    "apron",
    "hat",
    "boots",
    "silk",
    "dressing-gown",
    "cane",
]


def find_people(text):
    """Take every capitalised word that does not open a sentence, and every known run of them, for somebody present."""
    names = re.findall(r"(?:(?:Mr|Mrs|St)\. )?[A-Z][a-zé]+(?: [A-Z][a-zé]+)*", text)
    return [
        name
        for name in dict.fromkeys(names)
        if name.split()[0] not in ("The", "A", "He", "She", "It", "In", "On", "At", "Her", "His")
    ]


def first_of(text, words, default=""):
    """Take the word that comes first in the text, wherever in a word it stands."""
    found = [(text.lower().find(word), word) for word in words if word in text.lower()]
    return min(found)[1] if found else default


def read_by_keywords(text):
    """Read a scene as a list of keywords would have it."""
    scene = text.split("\n***\n")[-1]
    lower = scene.lower()
    people = find_people(scene)
    time = next((time for time, words in TIMES.items() if any(word in lower for word in words)), "unknown")
    weather = {name for name in WEATHERS if name in lower} | {
        name for word, name in WEATHER_WORDS.items() if word in lower
    }
    looks = " ".join(
        word for word in (*COLOURS, *GARMENTS, "hair", "eyes", "beard") if re.search(rf"\b{word}\b", lower)
    )
    return {
        "there": people,
        "lead": people[0] if people else "",
        "place": first_of(scene, PLACES),
        "interior": first_of(scene, PLACES) not in ("beach", "forest", "street", "garden", "sea", "mountain"),
        "time": time,
        "weather": weather,
        "action": VERBS.get(first_of(scene, VERBS), ""),
        "look": dict.fromkeys(people, looks),
        "outfit": dict.fromkeys(people, looks),
    }
