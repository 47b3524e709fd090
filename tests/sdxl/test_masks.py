"""Masks of cells: where each figure holds, and how much, on every grid."""

import pytest

from sdxl.guides import Guide, GuidedFigure
from sdxl.masks import draw_cells, fit_masks, mask_figures, share_cells


def cells_of(*rows):
    """Read rows of letters: one mask for each letter, in the order of the alphabet."""
    import torch

    names = sorted({letter for row in rows for letter in row if letter != "."})
    return torch.tensor([[[float(letter == name) for letter in row] for row in rows] for name in names])


def test_cells_lie_where_the_runs_say():
    figures = (GuidedFigure("aa", "", (0, 2, 7, 1)), GuidedFigure("bb", "", (4, 1, 999, 3)))

    assert draw_cells(figures, 64, 24).tolist() == [[[1, 1, 0, 0], [0, 0, 0, 1]], [[0, 0, 0, 0], [1, 0, 0, 0]]]


@pytest.mark.parametrize(
    ("rows", "grown", "first"),
    [
        pytest.param(["....", ".a..", "...."], 0, [[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]], id="as it is"),
        pytest.param(["....", "a...", "...."], 1, [[1, 1, 0, 0]] * 3, id="grown on all sides"),
        pytest.param([".....", "a....", "....."], 2, [[1, 1, 1, 0, 0]] * 3, id="grown by two"),
        pytest.param(["ab..", "...."], 1, [[1, 0, 0, 0], [0.5, 0.5, 0, 0]], id="not over somebody else"),
        pytest.param(["a.b."], 1, [[1, 0.5, 0, 0]], id="what two reach is shared"),
    ],
)
def test_masks_grow_into_what_is_free(rows, grown, first):
    masks = share_cells(cells_of(*rows), grown)

    assert masks[0].tolist() == first
    assert float(masks.sum(dim=0).max()) == 1


def test_a_cell_of_two_silhouettes_is_shared():
    import torch

    masks = share_cells(torch.ones(2, 1, 3), 1)

    assert masks.tolist() == [[[0.5, 0.5, 0.5]]] * 2


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        pytest.param("words", [1, 0.5, 0.5, 0], id="words alone reach two cells"),
        pytest.param("pose", [1, 1, 0, 0], id="with a pose they reach one"),
    ],
)
def test_whoever_is_not_asked_for_keeps_their_cells(kind, first):
    """Somebody without words of their own: their neighbour's do not reach into them, and share what is between."""
    emma, stranger = GuidedFigure("aa", "woman", (0, 1)), GuidedFigure("bb", "", (3, 1))

    assert mask_figures(Guide((stranger, emma), kind), [emma], 64, 16).tolist() == [[first]]


@pytest.mark.parametrize(
    ("size", "tokens", "fitted"),
    [
        pytest.param((64, 32), 8, [1, 0, 0, 0, 1, 1, 0, 0], id="cells"),
        pytest.param((64, 32), 2, [0.75, 0], id="half as many: the mean"),
        pytest.param((64, 32), 1, [0.375], id="rows and columns rounded up"),
        pytest.param((56, 24), 21, [1, 1, 0, 0, 0, 0, 0] * 2 + [1, 1, 1, 1, 0, 0, 0], id="latents"),
    ],
)
def test_masks_fit_every_grid(size, tokens, fitted):
    masks = cells_of("a...", "aa..")

    assert fit_masks(masks, tokens, *size).tolist() == [fitted]


@pytest.mark.parametrize("size", [(1344, 768), (832, 1216), (1000, 8), (1048, 600)])
def test_grids_are_the_unets_own(size):
    """A convolution with a stride of two rounds up."""
    import torch

    halve = torch.nn.Conv2d(1, 1, 3, stride=2, padding=1, device="meta")
    rows, columns = -(-size[1] // 16), -(-size[0] // 16)
    grid, masks = torch.empty(1, 1, size[1] // 8, size[0] // 8, device="meta"), torch.ones(1, rows, columns)
    for _level in range(4):
        assert fit_masks(masks, grid.numel(), *size).eq(1).all()
        grid = halve(grid)


def test_a_grid_of_another_picture_is_told():
    with pytest.raises(ValueError, match="no grid of a picture of 64x32 has 7 tokens"):
        fit_masks(cells_of("a...", "...."), 7, 64, 32)
