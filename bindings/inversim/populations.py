# SPDX-License-Identifier: Apache-2.0
"""People drawn from a measured population, as cases of a sweep."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.optimize import brentq
from scipy.stats import norm, qmc

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Population:
    """Stature and mass of one sex, with their correlation.

    Each follows its measured percentiles, joined by a monotone curve over the normal score and
    straight beyond the outermost; the scores of the two are jointly normal (a Gaussian copula).
    """

    sex: str
    height: PchipInterpolator
    """[cm] over the normal score."""
    mass: PchipInterpolator
    """[kg] over the normal score."""
    correlation: float
    """Of the scores; with it the body mass index spreads as measured from 5 to 95 %."""
    greatest_mass_kg: float

    def at(self, height_score: Numbers, mass_score: Numbers) -> tuple[Numbers, Numbers]:
        """Statures [cm] and masses [kg] at normal scores, whatever their correlation."""
        mass = np.minimum(_along(self.mass, mass_score), self.greatest_mass_kg)
        return _along(self.height, height_score), np.maximum(mass, 25.0)


def population(
    count: int, *, sex: str = "both", age_years: tuple[float, float] | None = None, seed: int = 1
) -> dict[str, list[float] | list[str]]:
    """Draw people with correlated height and mass, as a table of cases for `inversim.sweep`.

        inversim.sweep("inversion_5min", cases=inversim.population(200, sex="male"))

    Args:
        count: how many, 1 at least.
        sex: "male", "female", or "both" in turn.
        age_years: (lowest, highest), drawn evenly; None: that of the scenario's subject.
        seed: of the points, which fill the distribution evenly (Sobol's, scrambled).

    Returns:
        Columns by dotted path: `subject.sex`, `subject.height_cm`, `subject.mass_kg`, and
        `subject.age_years` if asked for.

    Raises:
        ValueError: an argument is out of range.

    Source: percentiles of ANSUR II (2012), US Army, 4082 men and 1986 women (file population.csv of
    this package, status derived). Army selection takes the heavy tail away.
    """
    if count < 1:
        raise ValueError("a population has at least one person")
    if sex not in ("male", "female", "both"):
        raise ValueError(f"sex is 'male', 'female' or 'both', not {sex!r}")
    sexes = [sex if sex != "both" else ("male", "female")[i % 2] for i in range(count)]
    height, mass, age = np.empty(count), np.empty(count), np.empty(count)
    for one in sorted(set(sexes)):
        who = of_sex(one)
        here = np.array([s == one for s in sexes])
        points = _points(int(here.sum()), one, seed)
        scores = norm.ppf(np.clip(points[:, :2], 1e-9, 1.0 - 1e-9))
        second = who.correlation * scores[:, 0] + np.sqrt(1.0 - who.correlation**2) * scores[:, 1]
        height[here], mass[here] = who.at(scores[:, 0], second)
        age[here] = points[:, 2]
    table: dict[str, list[float] | list[str]] = {
        "subject.sex": sexes,
        "subject.height_cm": [round(float(x), 1) for x in height],
        "subject.mass_kg": [round(float(x), 1) for x in mass],
    }
    if age_years is not None:
        low, high = age_years
        if not 18 <= low <= high <= 110:
            raise ValueError("ages are (lowest, highest) within 18 to 110 years")
        table["subject.age_years"] = [round(float(low + (high - low) * x), 1) for x in age]
    return table


def _points(count: int, sex: str, seed: int) -> Numbers:
    """A set for each sex: every other point of one set does not fill the cube evenly."""
    stream = np.random.default_rng([seed, ("male", "female").index(sex)])
    points = qmc.Sobol(3, seed=stream).random_base2(int(np.ceil(np.log2(max(count, 2)))))
    return np.asarray(points[:count])


@lru_cache(maxsize=2)
def of_sex(sex: str) -> Population:
    """The measured distribution of "male" or "female"."""
    known = percentiles(sex)
    curves = {}
    for quantity in ("height_cm", "mass_kg"):
        of = sorted(p for p in known[quantity] if p < 100)
        curves[quantity] = PchipInterpolator(norm.ppf(np.array(of) / 100.0), [known[quantity][p] for p in of])
    spread = known["bmi_kg_m2"][95] - known["bmi_kg_m2"][5]
    greatest = known["mass_kg"][100]
    points = norm.ppf(qmc.Sobol(2, scramble=False).random_base2(14)[1:])

    def too_wide(correlation: float) -> float:
        who = Population(sex, curves["height_cm"], curves["mass_kg"], correlation, greatest)
        first = points[:, 0]
        height, mass = who.at(first, correlation * first + np.sqrt(1.0 - correlation**2) * points[:, 1])
        low, high = np.percentile(mass / (0.01 * height) ** 2, [5, 95])
        return float(high - low - spread)

    correlation = float(brentq(too_wide, -0.2, 0.9, xtol=1e-4))
    return Population(sex, curves["height_cm"], curves["mass_kg"], correlation, greatest)


@lru_cache(maxsize=2)
def percentiles(sex: str) -> dict[str, dict[int, float]]:
    """Measured percentiles by quantity: {"mass_kg": {5: 64.4, ...}}; 100 is the greatest."""
    text = (resources.files("inversim") / "population.csv").read_text(encoding="utf-8")
    out: dict[str, dict[int, float]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        if row["sex"] == sex:
            out.setdefault(row["quantity"], {})[int(row["of"])] = float(row["value"])
    return out


def _along(curve: PchipInterpolator, score: Numbers) -> Numbers:
    """The curve, and beyond its ends its tangents there."""
    low, high = curve.x[0], curve.x[-1]
    inside = np.asarray(curve(np.clip(score, low, high)))
    slope = curve.derivative()
    below, above = np.minimum(score - low, 0.0), np.maximum(score - high, 0.0)
    return np.asarray(inside + below * slope(low) + above * slope(high))
