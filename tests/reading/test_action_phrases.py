"""An event as a short phrase in -ing, with its object."""

import pytest
from reading_steps import read_passage

from reading.action_phrases import (
    Phrasing,
    ends_phrase,
    is_mutual,
    is_owner,
    leads_on,
    person_words,
    write_phrase,
)
from reading.actions import names_used


def scene_of(passage):
    mention_at = {mention.first: mention for mention in passage.mentions.found}
    return Phrasing(passage.tokens, mention_at, names_used(passage.tokens, passage.mentions.found))


def written(text, lemma):
    passage = read_passage(text)
    event = next(event for event in reversed(passage.events) if event.lemma == lemma)
    return write_phrase(scene_of(passage), event)


@pytest.mark.parametrize(
    ("text", "lemma", "phrase"),
    [
        pytest.param("Nora slowly mended the torn net.", "mend", "mending the torn net", id="with its object"),
        pytest.param("Nora mended it slowly.", "mend", "mending", id="without its manner"),
        pytest.param("Nora mended the net", "mend", "mending the net", id="up to the end"),
        pytest.param(
            "Nora mended the torn net by the old pier.",
            "mend",
            "mending the torn net by the old pier",
            id="a whole phrase",
        ),
        pytest.param(
            "Nora mended the torn net by the old London pier.",
            "mend",
            "mending the net by the old London pier",
            id="adjectives go first",
        ),
        pytest.param(
            "Nora took the long heavy painted ladder over the wet grass to the hut.",
            "take",
            "taking the ladder over the grass",
            id="then the last parts",
        ),
        pytest.param("When Nora looked up again Paul was there.", "look", "looking up", id="nobody of the next clause"),
        pytest.param("Nora mended the net while Paul slept.", "mend", "mending the net", id="no other clause"),
        pytest.param("Nora mended the net, the hat and a sail.", "mend", "mending the net", id="up to a mark"),
        pytest.param("Nora went to the pier to fish.", "go", "going to the pier", id="no aim"),
        pytest.param("Nora went to Paul.", "go", "going to Paul", id="to somebody"),
        pytest.param("Nora sat by the wall mending a net.", "sit", "sitting by the wall", id="up to the next verb"),
        pytest.param('Nora mended "the net" again.', "mend", "mending", id="nothing that is said"),
        pytest.param("Nora saw London.", "see", "seeing London", id="a name"),
        pytest.param("Nora lay on her back.", "lie", "lying on her back", id="a body has a back"),
        pytest.param("Nora jumped out of the bull's reach.", "jump", "jumping out of the bull's reach", id="owned"),
        pytest.param("Nora sang in silence at the end.", "sing", "singing", id="what cannot be seen"),
        pytest.param("Nora hugged herself.", "hug", "hugging herself", id="herself"),
        pytest.param("Nora stared at herself.", "stare", "staring at herself", id="at herself"),
        pytest.param("Nora mended the net herself.", "mend", "mending the net", id="alone, not to herself"),
    ],
)
def test_writes_the_verb_with_what_follows(text, lemma, phrase):
    assert written(text, lemma).text == phrase


@pytest.mark.parametrize(
    ("text", "lemma", "phrase", "kind"),
    [
        pytest.param("Nora took the lamp and lit it.", "light", "lighting the lamp", "object", id="it"),
        pytest.param("Nora wiped the one.", "wipe", "wiping", "lost", id="the one, but which?"),
        pytest.param(
            "The letter lay on the desk. Nora read it.", "read", "reading the letter", "object", id="what one can read"
        ),
        pytest.param("Nora bought a roll. By the table she ate it.", "eat", "eating the roll", "object", id="can eat"),
        pytest.param("Nora lifted them.", "lift", "lifting", "lost", id="nothing that it could be"),
        pytest.param("Nora looked past it.", "look", "looking", "", id="no object of its own"),
        pytest.param("Nora lifted these plums.", "lift", "lifting these plums", "object", id="these, before a noun"),
    ],
)
def test_a_pronoun_becomes_what_it_means(text, lemma, phrase, kind):
    found = written(text, lemma)
    assert (found.text, found.kind) == (phrase, kind)


@pytest.mark.parametrize(
    ("text", "lemma", "phrase", "other"),
    [
        pytest.param("Mr. Reed sat. Nora struck Mr. Reed.", "strike", "striking Mr. Reed", "Mr. Reed", id="a name"),
        pytest.param("Mrs. Reed sat. Paul struck her.", "strike", "striking Mrs. Reed", "Mrs. Reed", id="a pronoun"),
        pytest.param("“No,” said Quill. Nora met Quill.", "meet", "meeting Quill", "Quill", id="no gender is told"),
        pytest.param("Nora struck a tall man.", "strike", "striking a tall man", "a tall man", id="as described"),
        pytest.param("Mr. Reed met Mr. Hale. He struck him.", "strike", "striking him", None, id="nobody hits himself"),
        pytest.param("Nora took Paul to Ann.", "take", "taking Paul to Ann", "Paul", id="two others"),
        pytest.param("Nora took Paul's hat.", "take", "taking Paul's hat", None, id="nobody by what is theirs"),
        pytest.param("Paul met Nora. They looked at each other.", "look", "looking at each other", None, id="mutual"),
    ],
)
def test_somebody_else_is_in_it(text, lemma, phrase, other):
    passage = read_passage(text)
    found = written(text, lemma)
    assert (found.text, None if found.person is None else passage.name(found.person)) == (phrase, other)


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Nora ran, then fell.", ",", True),
        ("Nora ran home because Paul called.", "because", True),
        ("Nora ran and fell.", "and", True),
        ("Nora sat singing there.", "singing", True),
        ("Nora heard the singing there.", "singing", False),
        ("Nora ran to the pier.", "to", False),
        ("Nora ran to hide.", "to", True),
        ("Nora ran to", "to", True),
        ("Nora drew x on it.", "x", True),
        ("Nora ran a mile.", "a", False),
    ],
)
def test_a_phrase_ends_with_its_clause(text, at, expected):
    passage = read_passage(text)
    assert ends_phrase(scene_of(passage), passage.at(at)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nora ran to the pier.", True), ("Nora ran to Paul.", True), ("Nora ran to hide.", False)],
)
def test_a_noun_or_a_person_follows_to(text, expected):
    passage = read_passage(text)
    assert leads_on(scene_of(passage), passage.at("to") + 1) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("they met each other", True), ("they met one another", True), ("they met each day", False), ("they met", False)],
)
def test_each_other_and_one_another_are_mutual(text, expected):
    assert is_mutual(read_passage(text).tokens, 2) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param("Nora ran. Paul took her hat.", "her", True, id="her hat"),
        pytest.param("Nora ran. Paul led her slowly.", "her", False, id="her, before an adverb"),
        pytest.param("Nora ran. Paul saw her.", "her", False, id="her, at the end"),
        pytest.param("Nora ran. Paul led her to the pier.", "her", False, id="her, before a preposition"),
        pytest.param("Nora ran. Paul took Nora's hat.", "nora 's", True, id="by name"),
    ],
)
def test_her_owns_or_is_herself(text, words, expected):
    passage = read_passage(text)
    mention = next(mention for mention in passage.mentions.found if mention.first == passage.at(words))
    assert is_owner(scene_of(passage), mention) == expected


def test_a_pronoun_is_said_by_name():
    passage = read_passage("Mr. Reed met an old sailor. He sang.")
    said = [person_words(scene_of(passage), mention, mention.who) for mention in passage.mentions.found]
    assert said == [("Mr.", "Reed"), ("an", "old", "sailor"), ("Mr.", "Reed")]
