"""An event as a short phrase in -ing, with its object."""

import pytest
from reading_steps import read_passage

from reading.action_phrases import (
    Phrase,
    Phrasing,
    ends_phrase,
    is_direct,
    is_mutual,
    is_owner,
    leads_on,
    person_words,
    write_phrase,
)


def scene_of(passage):
    people = passage.mentions.people
    mention_at = {mention.first: mention for mention in passage.mentions.found}
    return Phrasing(passage.tokens, mention_at, lambda who: people[who].gender)


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
            "Nora mended the torn net by the old pier.", "mend", "mending the net by the pier", id="a whole phrase"
        ),
        pytest.param(
            "Nora mended the torn net by the old London pier.", "mend", "mending the torn net", id="not whole"
        ),
        pytest.param(
            "Nora took the long heavy painted ladder over the wet grass to the hut.",
            "take",
            "taking the long heavy painted ladder",
            id="not read to its end",
        ),
        pytest.param("Nora mended the net while Paul slept.", "mend", "mending the net", id="no other clause"),
        pytest.param("Nora mended the net, the hat and a sail.", "mend", "mending the net", id="up to a mark"),
        pytest.param("Nora went to the pier to fish.", "go", "going to the pier", id="no aim"),
        pytest.param("Nora went to Paul.", "go", "going to him", id="to somebody"),
        pytest.param("Nora sat by the wall mending a net.", "sit", "sitting by the wall", id="up to the next verb"),
        pytest.param('Nora mended "the net" again.', "mend", "mending", id="nothing that is said"),
        pytest.param("Nora saw London.", "see", "seeing", id="no names of places"),
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
        pytest.param("Nora took the lamp and lit it.", "light", "lighting the lamp", "thing", id="it"),
        pytest.param(
            "Nora took the plums and wiped the good ones.", "wipe", "wiping the good plums", "thing", id="ones"
        ),
        pytest.param("Nora took the plums and wiped the ones of iron.", "wipe", "wiping", "lost", id="another kind"),
        pytest.param("Nora wiped the one.", "wipe", "wiping", "lost", id="the one, but which?"),
        pytest.param("Nora wiped one.", "wipe", "wiping", "", id="one of any kind"),
        pytest.param("Nora lifted them.", "lift", "lifting", "lost", id="nothing that it could be"),
        pytest.param("Nora looked past it.", "look", "looking", "", id="no object of its own"),
        pytest.param("Nora lifted these plums.", "lift", "lifting these plums", "thing", id="these, before a noun"),
    ],
)
def test_a_pronoun_becomes_what_it_means(text, lemma, phrase, kind):
    found = written(text, lemma)
    assert (found.text, found.kind) == (phrase, kind)


@pytest.mark.parametrize(
    ("text", "lemma", "phrase", "other"),
    [
        pytest.param("Mr. Reed sat. Nora struck Mr. Reed.", "strike", "striking him", "Mr. Reed", id="a name"),
        pytest.param("Nora met Mrs. Reed.", "meet", "meeting her", "Mrs. Reed", id="her, by her title"),
        pytest.param("Quill sang. Nora met Quill.", "meet", "meeting them", "Quill", id="no gender is told"),
        pytest.param("Nora struck a tall man.", "strike", "striking a tall man", "a tall man", id="as described"),
        pytest.param("Mr. Reed met Mr. Hale. He struck him.", "strike", "striking him", None, id="nobody hits himself"),
        pytest.param("Nora took Paul to Ann.", "take", "taking him", "Paul", id="one other only"),
        pytest.param("Nora took Paul's hat.", "take", "taking", None, id="nobody by what is theirs"),
        pytest.param("Paul met Nora. They looked at each other.", "look", "looking at each other", None, id="mutual"),
    ],
)
def test_somebody_else_is_in_it(text, lemma, phrase, other):
    passage = read_passage(text)
    found = written(text, lemma)
    assert (found.text, None if found.person is None else passage.name(found.person)) == (phrase, other)


@pytest.mark.parametrize(
    ("phrase", "placed"),
    [
        pytest.param(Phrase(("sitting", "on", "the", "bench"), "place"), True, id="a place"),
        pytest.param(Phrase(("putting", "on", "the", "hat"), "thing"), False, id="a verb with its particle"),
        pytest.param(Phrase(("mending", "the", "net"), "object"), False, id="an object"),
        pytest.param(Phrase(("running",), ""), False, id="the verb alone"),
    ],
)
def test_a_preposition_places_it(phrase, placed):
    assert phrase.is_placed == placed


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
    ("words", "expected"),
    [("picking", True), ("picking up", True), ("looking past", False), ("picking up the", False)],
)
def test_an_object_stands_right_after_its_verb(words, expected):
    assert is_direct(words.split()) == expected


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


def test_names_become_pronouns_and_descriptions_stay():
    passage = read_passage("Mr. Reed met an old sailor. He sang.")
    said = [person_words(scene_of(passage), mention) for mention in passage.mentions.found]
    assert said == [("him",), ("an", "old", "sailor"), ("he",)]
