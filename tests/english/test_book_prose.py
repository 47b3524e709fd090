import pytest

from english.tokens import parse_book, parse_scene
from records import Mark, Scene

TEXTS = ("Emma ran.", "“Wait!” cried Jonas.", "It rained and rained.", "She sat down.")  # 3, 6, 5 and 4 tokens
SCENES = [Scene(1, number, "", "chapter_01.md", number, (1, 1), text) for number, text in enumerate(TEXTS, 1)]


@pytest.mark.parametrize(
    ("most", "kept"),
    [
        pytest.param(0, 0, id="nothing is kept"),
        pytest.param(3, 1, id="the first scene just fits"),
        pytest.param(8, 1, id="the second does not, and the smaller third is not taken for it"),
        pytest.param(1000, 4, id="a novel is kept whole"),
    ],
)
def test_keeps_the_first_scenes_and_gives_them_all_every_time(most, kept):
    book = parse_book(SCENES, most)
    assert len(book.kept) == kept
    for _ in range(2):
        assert [prose.text for prose in book] == list(TEXTS)
        assert list(book) == [parse_scene(scene) for scene in SCENES]


def test_a_book_without_scenes_has_no_prose():
    assert list(parse_book([])) == []


def test_what_markdown_sets_apart_is_speech():
    letter = "Come home at once, the boy is ill."
    text = f"{letter}\nShe folded the letter and put it into the drawer under the lamp."
    scene = Scene(1, 1, "", "chapter_01.md", 1, (1, 2), text, marks=(Mark("emphasis", 0, len(letter)),))
    assert [token.text for token in parse_scene(scene).tokens if token.quoted][-2:] == ["ill", "."]
