"""A guide's cells in, where each figure holds out: masks, grown a little, on every grid that the UNet attends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sdxl.guides import CELL, LATENT, count_cells, list_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records import RenderJob
    from sdxl.guides import Guide, GuidedFigure

Tensor = Any  # torch.Tensor

# Cells that a mask reaches beyond its figure. Where nothing but words tells the model where somebody stands, it draws
# them less exactly.
GROWN = {"none": 1, "words": 2, "pose": 1, "strong": 1}


class FittedMasks:
    """Masks of cells on whatever grid the UNet attends on, each fitted once a picture."""

    def __init__(self, masks: Tensor, job: RenderJob) -> None:
        """Take [masks, rows, columns] of weights."""
        self.masks, self.job = masks, job
        self.fitted: dict[int, Tensor] = {}  # by the number of tokens

    def on_grid(self, tokens: int, like: Tensor) -> Tensor:
        """Give the weights on the grid of this many tokens, where and as precisely as `like`: [masks, tokens, 1]."""
        if tokens not in self.fitted:
            fitted = fit_masks(self.masks, tokens, self.job.width, self.job.height)
            self.fitted[tokens] = fitted[..., None].to(like)
        return self.fitted[tokens]


def mask_figures(guide: Guide, wanted: Sequence[GuidedFigure], width: int, height: int) -> Tensor:
    """Give the masks of some of a guide's figures in cells: [wanted, rows, columns]; the others' cells stay theirs."""
    masks = share_cells(draw_cells(guide.figures, width, height), GROWN[guide.kind])
    return masks[[guide.figures.index(figure) for figure in wanted]]


def draw_cells(figures: Sequence[GuidedFigure], width: int, height: int) -> Tensor:
    """Give the cells of each figure as [figures, rows, columns], 1 where it is and 0 elsewhere."""
    import torch

    across, down = count_cells(width, height)
    cells = torch.zeros(len(figures), across * down)
    for row, figure in zip(cells, figures, strict=True):
        row[[number for number in list_cells(figure) if number < across * down]] = 1
    return cells.view(len(figures), down, across)


def share_cells(cells: Tensor, grown: int) -> Tensor:
    """Grow each figure by so many cells, but over nobody else; cells that several claim are shared evenly.

    The masks sum to at most 1 in every cell.
    """
    import torch
    from torch.nn.functional import max_pool2d

    taken = cells.amax(dim=0)
    reached = max_pool2d(cells[None], 2 * grown + 1, stride=1, padding=grown)[0]
    claimed = torch.maximum(cells, reached * (1 - taken))
    return claimed / claimed.sum(dim=0).clamp(min=1)


def fit_masks(masks: Tensor, tokens: int, width: int, height: int) -> Tensor:
    """Give masks of cells for the grid on which this many tokens attend: [masks, tokens]; a token takes the mean.

    The first grid is that of the latents; each further one has half the rows and columns, rounded up.
    """
    from torch.nn.functional import avg_pool2d

    down, across = height // LATENT, width // LATENT
    fitted = masks.repeat_interleave(CELL // LATENT, 1).repeat_interleave(CELL // LATENT, 2)[:, :down, :across]
    while fitted[0].numel() > tokens:
        fitted = avg_pool2d(fitted[None], 2, ceil_mode=True, count_include_pad=False)[0]
    if fitted[0].numel() != tokens:
        raise ValueError(f"no grid of a picture of {width}x{height} has {tokens} tokens")
    return fitted.flatten(1)
