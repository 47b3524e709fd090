from reading.place_trail import Trail


def walked():
    trail = Trail()
    trail.enter(1)
    trail.add("kitchen", interior=True)
    trail.enter(1)
    trail.add("street", interior=False)
    return trail


def test_the_set_of_the_scene_before_may_go_on():
    trail = walked()
    trail.enter(1)
    assert (trail.last, trail.set_before, trail.interior) == ("street", "street", False)


def test_a_scene_without_a_place_goes_on_nowhere_else():
    trail = walked()
    trail.enter(1)
    trail.add("", interior=None)
    assert trail.last == "street"


def test_counts_how_often_a_place_was_the_set():
    trail = walked()
    trail.add("street", interior=False)
    assert trail.times == {"street": 2, "kitchen": 1}


def test_a_chapter_may_begin_where_the_last_one_ended_but_does_not_go_on_there():
    trail = walked()
    trail.enter(2)
    assert (trail.last, trail.set_before) == ("street", "")


def test_nothing_is_known_at_first():
    trail = Trail()
    trail.enter(1)
    assert (trail.last, trail.set_before) == ("", "")
