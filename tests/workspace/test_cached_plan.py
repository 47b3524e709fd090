import pytest

from config import STYLES
from prompt_generator import make_prompt
from reading.book_looks import BookLooks
from records import Person, SceneReading, Style
from untrusted import DocumentError, parse_toml
from workspace.cache import Cache
from workspace.cached_plan import PlanCache
from workspace.corrected import correct_reading
from workspace.corrected_people import NO_LOOKS, Here
from workspace.correction_values import CorrectionError
from workspace.identity import identify

STYLE = Style("ink", ("flat colors",), "photograph")
READING = SceneReading((Person("Emma", "lead", look="woman with red hair"),), place="office", action="reading a letter")
PROMPT = 'prompt = "x"\nseed = 5\n[generated]\ncast = {Emma = "- 1"}\n'


class Runs:
    """One run after another on the same cache."""

    def __init__(self, folder):
        self.folder = folder

    def ask(self, question, book=""):
        cache = Cache(self.folder, writes=True)
        answer = question(PlanCache(cache, book))
        cache.save()
        return answer


@pytest.fixture
def runs(tmp_path):
    return Runs(tmp_path)


def forbid(monkeypatch, name):
    monkeypatch.setattr(f"workspace.cached_plan.{name}", lambda *_, **__: pytest.fail(f"{name} was called"))


def test_a_prompt_file_is_parsed_once(runs, monkeypatch):
    assert runs.ask(lambda plan: plan.parse(PROMPT)) == parse_toml(PROMPT)
    forbid(monkeypatch, "parse_toml")

    assert runs.ask(lambda plan: plan.parse(PROMPT)) == parse_toml(PROMPT)


@pytest.mark.parametrize("text", ["day = 2026-05-01\n", "x = inf\n", "x = nan\n"])
def test_what_json_cannot_hold_is_parsed_each_time(runs, text):
    runs.ask(lambda plan: plan.parse(text))

    assert repr(runs.ask(lambda plan: plan.parse(text))) == repr(parse_toml(text))


def test_a_fault_is_said_each_time(runs):
    for _ in range(2):
        with pytest.raises(DocumentError, match="line 1"):
            runs.ask(lambda plan: plan.parse("x = \n"))


def test_a_text_is_sketched_once(runs, monkeypatch):
    text = "Emma  read the letter at her desk while the rain came down."
    assert runs.ask(lambda plan: plan.identify(text)) == identify(text)
    forbid(monkeypatch, "make_sketch")

    assert runs.ask(lambda plan: plan.identify(text)) == identify(text)


def word(plan, make=make_prompt, reading=READING, style=STYLE, limit=77):
    return plan.word(make, reading, style, limit)


def test_a_prompt_is_worded_once(runs):
    assert runs.ask(word) == make_prompt(READING, STYLE, limit=77)
    again = runs.ask(lambda plan: word(plan, lambda *_, **__: pytest.fail("it was worded again")))

    assert again == make_prompt(READING, STYLE, limit=77)


@pytest.mark.parametrize(
    "changed",
    [
        {"reading": SceneReading(place="street")},
        {"reading": SceneReading(READING.characters, evidence={"weather": ()})},
        {"style": Style("oil", (), "")},
        {"limit": 750},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_other_things_are_worded_anew(runs, changed):
    runs.ask(word)
    calls = []
    runs.ask(lambda plan: word(plan, lambda *args, **more: calls.append(1) or make_prompt(*args, **more), **changed))

    assert calls == [1]


def correct(plan, said, looks=NO_LOOKS):
    return plan.correct(READING, said, Here(looks, 0))


class NobodyAsks(BookLooks):
    def __getattribute__(self, name):
        pytest.fail("the looks were asked for")


@pytest.mark.parametrize(
    "said", [{"place": "beach"}, {"people": [{"who": "two guards"}], "time": "night"}, {"nobody": True}], ids=repr
)
def test_a_reading_is_corrected_once_and_asks_for_no_looks_again(runs, said):
    expected = correct_reading(READING, said, Here(NO_LOOKS, 0))
    assert runs.ask(lambda plan: correct(plan, said), "book") == expected

    assert runs.ask(lambda plan: correct(plan, said, NobodyAsks(NO_LOOKS.cast, {}, ())), "book") == expected


def test_without_corrections_nothing_changes(runs):
    assert runs.ask(lambda plan: correct(plan, {})) is READING


def test_a_name_that_nobody_bears_is_said_each_time(runs):
    for _ in range(2):
        with pytest.raises(CorrectionError):
            runs.ask(lambda plan: correct(plan, {"people": [{"name": "I"}]}))


@pytest.mark.parametrize("kept", [None, 5, [], "x", {"a": 1}, [[1], [], []], [["x"]]], ids=repr)
def test_whatever_is_kept_the_answers_are_right(kept):
    for question in (word, lambda plan: plan.parse(PROMPT), lambda plan: correct(plan, {"place": "beach"})):
        plan = PlanCache()
        right = question(plan)
        for table in (plan.prompts, plan.files, plan.corrected):
            for name in table.used:
                table.put_json(name, kept)
        if question is not word and kept == {"a": 1}:
            continue  # a table is what a prompt file may well hold
        assert question(plan) == right


def test_the_styles_of_the_program_can_be_kept():
    for style in STYLES.values():
        assert word(PlanCache(), style=Style(style.medium, style.finish, style.negative, style.monochrome))
