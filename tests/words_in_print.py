"""What a reader of a caption finds wrong with it, by word lists of the tests' own: the program's are not asked."""

import re


def words(text):
    return frozenset(text.split())


ARTICLES = words("a an the this that these those every each no some any another its their his my your our whose")
AFTER_WHICH_MORE = words(
    """of in at to from with without by for into onto upon among against toward towards beside behind beyond
    before after above below between during until like than as and or but who which when"""
)
SUBJECTS = words("he she they we i who")
FINITE = words("is are was were be been has had did does would could should will can may might must")
BARE_VERBS = words("come go eat sit take bring know seem")
DESCRIBE = words(
    """new old red blue green black white grey long short tall small little big great dark pale cold warm wet
    dry soft hard heavy strange final elegant narrow vast open young other same next last first"""
)
ASK_FOR_OBJECT = words(
    """putting holding carrying giving taking setting lifting placing bringing handing throwing regarding
    raising lowering wearing arranging having making sending using telling"""
)
PARTICLES = words("up down out back away off over aside together on")
POSTURES = {
    "standing": "up",
    "walking": "up",
    "running": "up",
    "climbing": "up",
    "sitting": "sit",
    "lying": "lie",
    "kneeling": "kneel",
    "crouching": "kneel",
    "swimming": "swim",
    "riding": "ride",
}
ASKED = words("said asked answered replied cried whispered murmured muttered added")


def faults_of_phrase(phrase):
    """What is wrong with an action as it is printed."""
    halves = [half.split() for half in phrase.split(", ") if half]
    found = [fault for half in halves for fault in faults_of_half(half)]
    postures = {POSTURES[half[0]] for half in halves if half[0] in POSTURES}
    return found + (["two postures"] if len(postures) > 1 else []) + (["too long"] if len(phrase.split()) > 8 else [])


def faults_of_half(said):
    """What is wrong with one verb and what follows it."""
    verb, rest, last = said[0], said[1:], said[-1].lower()
    found = [] if verb.endswith("ing") else ["no deed"]
    found += [f"ends on {last}"] if last in (ARTICLES | AFTER_WHICH_MORE) or last.endswith("'s") else []
    found += [f"a clause: {word}" for word in rest if word.lower() in SUBJECTS | FINITE]
    if verb in ASK_FOR_OBJECT and (PARTICLES.issuperset(rest) or rest[0] in AFTER_WHICH_MORE):
        found.append(f"{verb} what?")
    for at, word in enumerate(said[:-1]):
        if word in ARTICLES and said[at + 1] in AFTER_WHICH_MORE | ARTICLES | FINITE | SUBJECTS | BARE_VERBS:
            found.append(f"{word} without a noun")
    if len(said) > 2 and last in DESCRIBE and said[-2] in AFTER_WHICH_MORE:
        found.append(f"{last} what?")
    return found


def faults_of_caption(caption):
    """What is wrong with a sentence below a picture."""
    said = re.findall(r"[\w’'-]+", caption)
    found = ["too long"] if len(said) > 30 else []
    found += ["marks do not pair"] if caption.count("“") != caption.count("”") or caption.count('"') % 2 else []
    is_tag = len(said) <= 4 and not set('“"‘') & set(caption) and ASKED & {word.lower() for word in said}
    found += ["only a tag of speech"] if is_tag else []
    found += ["begins in the middle"] if caption.lstrip("“\"‘'(")[:1].islower() else []
    found += ["does not end"] if not re.search(r"[.!?…—][”\"’')]*$", caption) else []
    found += ["ends on a title"] if re.search(r"\b(?:Mr|Mrs|Dr|St|No)\.$", caption) else []
    return found
