from tools.hostile_texts import hostile_books, many, nested


def test_a_hostile_book_has_the_size_that_was_asked_for():
    for name, make in hostile_books().items():
        sizes = [sum(map(len, make(size).values())) for size in (4_000, 8_000)]
        assert 3_000 < sizes[0] < 6_500, name
        assert 1.7 < sizes[1] / sizes[0] < 2.3, name


def test_names_are_each_another_and_lists_stand_in_lists():
    assert many("{name} {n}, ", 20) == "Baba 1, Bado 2, Bafe 3, "
    assert nested("- ", 40) == "- Emma ran.\n  - Emma ran.\n"
