from reading.place_trail import Trail


def walked():
    trail = Trail()
    trail.enter(1)
    trail.add("kitchen", ["Emma"], interior=True)
    trail.enter(1)
    trail.add("street", ["Hugh"], interior=False)
    return trail


def test_the_set_of_the_scene_before_may_go_on():
    trail = walked()
    trail.enter(1)
    assert trail.features(["Hugh"])["street"]["scene before"] == 1.0
    assert "earlier in the chapter" in trail.features(["Hugh"])["kitchen"]


def test_people_are_where_they_were():
    trail = walked()
    trail.enter(1)
    assert "where these people were" in trail.features(["Emma"])["kitchen"]
    assert "where these people were" not in trail.features(["Emma"])["street"]


def test_a_chapter_begins_where_the_last_one_ended_and_nowhere_else_of_it():
    trail = walked()
    trail.enter(2)
    assert trail.features([]).keys() == {"street"}
    assert "scene before" not in trail.features([])["street"]


def test_nothing_is_known_at_first():
    trail = Trail()
    trail.enter(1)
    assert trail.features(["Emma"]) == {}
