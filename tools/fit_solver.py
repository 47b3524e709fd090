"""Fit weights to choices: conditional logit with ridge, and signs that are known beforehand, by Newton's method.

A yes-or-no slot is a choice between what was seen and nothing, so that one way of fitting does for all slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from tools.fit_rows import Choice

    Vector = npt.NDArray[np.float64]

LEAST_SPREAD = 0.15  # a feature that is nearly always the same is no excuse for a great weight
NEARLY_NONE = 1e-30
MOST_STEPS, CLOSE_ENOUGH = 200, 1e-9
NOISE = 1e-11  # share of the loss that is lost in adding up; the last steps are shorter than it can tell


class Matrix(NamedTuple):
    """Choices as numbers: one row an option, the options of a choice together."""

    names: Sequence[str]  # of the features, a column each
    rows: Vector
    rights: Vector
    sizes: npt.NDArray[np.int64]  # how many options each choice has

    def part(self, kept: npt.NDArray[np.bool_], names: Sequence[str]) -> Matrix:
        """Give some of the choices, with some of the features."""
        columns = [self.names.index(name) for name in names]
        rows = np.repeat(kept, self.sizes)
        return Matrix(names, self.rows[rows][:, columns], self.rights[rows], self.sizes[kept])


class Aim(NamedTuple):
    """What the weights must be likely by: the evidence, what a weight costs, and where it must lie."""

    evidence: Matrix
    cost: Vector
    least: Vector
    most: Vector
    starts: npt.NDArray[np.int64]  # the first row of each choice

    def loss(self, weights: Vector) -> float:
        """Say how unlikely the right options are, and what the weights cost."""
        scores = self.evidence.rows @ weights
        each = np.exp(scores - self.spread(np.maximum.reduceat(scores, self.starts)))
        of_all, of_right = self.sums(each), self.sums(each * self.evidence.rights) + NEARLY_NONE
        return float(np.sum(np.log(of_all) - np.log(of_right)) + self.cost @ weights**2 / 2)

    def shares(self, weights: Vector) -> tuple[Vector, Vector]:
        """Give each option's share in its choice, and its share among the right ones."""
        scores = self.evidence.rows @ weights
        each = np.exp(scores - self.spread(np.maximum.reduceat(scores, self.starts)))
        right = each * self.evidence.rights
        return each / self.spread(self.sums(each)), right / self.spread(self.sums(right) + NEARLY_NONE)

    def sums(self, values: Vector) -> Vector:
        """Add up within each choice."""
        added: Vector = np.add.reduceat(values, self.starts)
        return added

    def spread(self, values: Vector) -> Vector:
        """Give each option the value of its choice."""
        return np.repeat(values, self.evidence.sizes)


def spread_out(choices: Sequence[Choice], names: Sequence[str]) -> Matrix:
    """Write choices as numbers."""
    column = {name: number for number, name in enumerate(names)}
    sizes = [len(choice.options) for choice in choices]
    rows = np.zeros((sum(sizes), len(names)))
    options = (option for choice in choices for option in choice.options)
    for row, option in zip(rows, options, strict=True):
        for name, value in option.features.items():
            if name in column:
                row[column[name]] = value
    rights = np.array([right for choice in choices for right in choice.rights], dtype=float)
    return Matrix(names, rows, rights, np.array(sizes, dtype=np.int64))


def fit_weights(
    evidence: Matrix, ridge: float, signs: Mapping[str, str], free: str, start: Mapping[str, float]
) -> dict[str, float]:
    """Fit one weight a feature; `signs` says which may be only "+" or "-", the feature `free` costs nothing."""
    names = evidence.names
    if not len(evidence.sizes) or not names:
        return dict.fromkeys(names, 0.0)
    cost = ridge * np.maximum(evidence.rows.std(axis=0), LEAST_SPREAD) ** 2
    cost[[name == free for name in names]] = CLOSE_ENOUGH
    least = np.array([0.0 if signs.get(name) == "+" else -np.inf for name in names])
    most = np.array([0.0 if signs.get(name) == "-" else np.inf for name in names])
    aim = Aim(evidence, cost, least, most, np.cumsum(evidence.sizes) - evidence.sizes)
    weights = np.clip(np.array([start.get(name, 0.0) for name in names]), least, most)
    for _ in range(MOST_STEPS):
        moved = improve(aim, weights)
        change, weights = float(np.max(np.abs(moved - weights))), moved
        if change < CLOSE_ENOUGH:
            break
    return dict(zip(names, map(float, weights), strict=True))


def improve(aim: Aim, weights: Vector) -> Vector:
    """Take one step of Newton's, as long as it makes the right options likelier, within the bounds."""
    share, right = aim.shares(weights)
    slope = aim.evidence.rows.T @ (share - right) + aim.cost * weights
    held = ((weights <= aim.least) & (slope > 0)) | ((weights >= aim.most) & (slope < 0))
    step = newton_step(aim, (share, right), np.where(held, 0.0, slope))
    loss, length = aim.loss(weights), 1.0
    while length > CLOSE_ENOUGH:
        tried = np.clip(weights - length * step, aim.least, aim.most)
        if aim.loss(tried) <= loss + NOISE * abs(loss):
            return tried
        length /= 2
    return weights


def newton_step(aim: Aim, shares: tuple[Vector, Vector], slope: Vector) -> Vector:
    """Solve for the step; where several right answers bend the ground the wrong way, a more careful one is taken."""
    free, step = slope != 0, np.zeros(len(slope))
    of_right = spread_within(aim, shares[1])[np.ix_(free, free)]
    careful = (spread_within(aim, shares[0]) + np.diag(aim.cost))[np.ix_(free, free)]
    for curve in (careful - of_right, careful):
        if np.all(np.linalg.eigvalsh(curve) > 0):
            step[free] = np.linalg.solve(curve, slope[free])
            break
    return step


def spread_within(aim: Aim, share: Vector) -> Vector:
    """Give the sum over the choices of how features vary together within each."""
    some = share > 0
    weighted = aim.evidence.rows[some] * share[some, None]
    choice = np.repeat(np.arange(len(aim.starts)), aim.evidence.sizes)[some]
    first = np.flatnonzero(np.diff(choice, prepend=-1))
    means = np.add.reduceat(weighted, first)
    within: Vector = weighted.T @ aim.evidence.rows[some] - means.T @ means
    return within
