"""A person ready to be drawn."""

from storyboard.dressed import farther


def test_far_limbs_are_darker():
    assert sum(farther((200, 100, 50), far=True)) < sum(farther((200, 100, 50), far=False)) == 350
