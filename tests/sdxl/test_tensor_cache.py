"""What is computed before the pictures: in memory while there is room, then on disk, deleted in the end."""

import torch

from sdxl.tensor_cache import TensorCache


def test_what_is_too_much_for_memory_lies_on_disk_until_the_end():
    one, other = ({"0": torch.full((2, 3), value), "1": torch.zeros(1, dtype=torch.int64)} for value in (1.0, 2.0))
    cache = TensorCache(limit=2 * 3 * 4 + 8)
    cache.put("one", one)
    cache.put(("other", 2), other)
    (path,) = cache.files.values()

    assert list(cache.kept) == ["one"]
    assert path.exists()
    for key, put in (("one", one), (("other", 2), other)):
        assert key in cache
        assert all(torch.equal(cache.get(key)[name], tensor) for name, tensor in put.items())
        assert list(cache.get(key)) == ["0", "1"]
    cache.close()
    assert not path.exists()


def test_what_is_kept_is_not_kept_twice():
    cache = TensorCache(limit=8)
    for _ in range(3):
        cache.put("one", {"0": torch.ones(1)})

    assert cache.left == 4
    assert not cache.files
    assert "another" not in cache
