# SPDX-License-Identifier: Apache-2.0
"""People drawn from the measured population, and sweeps over them."""

import warnings

import inversim
import numpy as np
import pytest
from inversim import populations

pytestmark = pytest.mark.spread

PEOPLE = 4096


def _of(sex: str, people: dict[str, list[float] | list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Height in cm and mass in kg of one sex."""
    here = np.array(people["subject.sex"]) == sex
    return np.array(people["subject.height_cm"])[here], np.array(people["subject.mass_kg"])[here]


# of both in turn: each sex must be drawn as if it were alone
@pytest.mark.parametrize("drawn", ["alone", "both"])
@pytest.mark.parametrize("sex", ["male", "female"])
def test_measured_percentiles_come_back(sex: str, drawn: str) -> None:
    people = inversim.population(PEOPLE, sex=sex if drawn == "alone" else "both", seed=3)
    height, mass = _of(sex, people)
    assert len(height) == (PEOPLE if drawn == "alone" else PEOPLE // 2)
    known = populations.percentiles(sex)
    for quantity, values in (("height_cm", height), ("mass_kg", mass)):
        for of in (5, 50, 95):
            assert np.percentile(values, of) == pytest.approx(known[quantity][of], rel=0.01), f"{quantity} p{of}"
    index = mass / (0.01 * height) ** 2
    # the median is not fitted; of the ends only their distance is
    assert np.median(index) == pytest.approx(known["bmi_kg_m2"][50], rel=0.01)
    for of in (5, 95):
        assert np.percentile(index, of) == pytest.approx(known["bmi_kg_m2"][of], rel=0.015)
    assert 0.3 < np.corrcoef(height, mass)[0, 1] < 0.7
    assert mass.max() <= known["mass_kg"][100]


def test_seeds() -> None:
    people = inversim.population(10, seed=4)
    assert people == inversim.population(10, seed=4)
    assert people["subject.mass_kg"] != inversim.population(10, seed=5)["subject.mass_kg"]
    assert people["subject.sex"] == ["male", "female"] * 5
    # the men of both are the men alone
    assert _of("male", people)[1].tolist() == inversim.population(5, sex="male", seed=4)["subject.mass_kg"]


@pytest.mark.parametrize("count", [1, 2, 3, 100])
def test_any_number(count: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        people = inversim.population(count, age_years=(30, 50))
    assert {len(column) for column in people.values()} == {count}
    assert all(30 <= age <= 50 for age in np.array(people["subject.age_years"], float))


def test_ages_are_even_and_of_their_own() -> None:
    people = inversim.population(PEOPLE, age_years=(20, 60), seed=2)
    age = np.array(people["subject.age_years"], float)
    assert np.percentile(age, [5, 50, 95]) == pytest.approx([22, 40, 58], abs=0.5)
    assert abs(np.corrcoef(age, np.array(people["subject.mass_kg"], float))[0, 1]) < 0.05


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"count": 0}, "at least one person"),
        ({"count": 3, "sex": "men"}, "'male', 'female' or 'both', not 'men'"),
        ({"count": 3, "age_years": (17, 30)}, "18 to 110"),
        ({"count": 3, "age_years": (40, 30)}, "18 to 110"),
    ],
)
def test_what_is_wrong_is_said(arguments: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        inversim.population(**arguments)


RIGID = {"settings.rigid_user": True, "settings.circulation": False, "settings.creep": False}
UPSIDE_DOWN = {**RIGID, "settings.start_angle_deg": 90, "protocol": [{"hold": {"duration_s": 0.1}}]}
PULL = inversim.Metric("cuff_pull", unit="N")


def test_people_are_cases_of_a_sweep() -> None:
    people = inversim.population(6, age_years=(25, 60))
    ds = inversim.sweep("inversion_5min", cases=people, metrics={"pull": PULL}, overrides=UPSIDE_DOWN)
    assert not ds["failed"].any()
    assert list(ds["subject.sex"].values) == people["subject.sex"]
    np.testing.assert_array_equal(ds["subject.mass_kg"], people["subject.mass_kg"])
    # a rigid person upside down hangs from the cuffs with all that he or she weighs
    np.testing.assert_allclose(ds["pull"], 9.81 * np.array(people["subject.mass_kg"]), rtol=1e-3)


def test_salib_finds_what_a_pull_depends_on() -> None:
    """Upside down the pull is mass times gravity: half the variance for either, none for the seed of the noise."""
    sample = pytest.importorskip("SALib.sample.sobol")
    analyze = pytest.importorskip("SALib.analyze.sobol")
    problem = {
        "num_vars": 3,
        "names": ["subject.mass_kg", "settings.gravity_m_per_s2", "settings.seed"],
        "bounds": [[60, 90], [8, 12], [1, 1000]],
    }
    points = sample.sample(problem, 32, calc_second_order=False, seed=1)
    cases = dict(zip(problem["names"], points.T, strict=True))
    cases["settings.seed"] = cases["settings.seed"].astype(int)
    ds = inversim.sweep("inversion_5min", cases=cases, metrics={"pull": PULL}, overrides=UPSIDE_DOWN)
    assert ds.sizes["case"] == 32 * 5 and not ds["failed"].any()
    found = analyze.analyze(problem, ds["pull"].values, calc_second_order=False, seed=1)
    # variance of a product of independent factors over its square: shares go as (spread over mean) squared
    mass, gravity = (30 / 75) ** 2 / 12, (4 / 10) ** 2 / 12
    whole = mass + gravity + mass * gravity
    assert found["S1"] == pytest.approx([mass / whole, gravity / whole, 0], abs=0.08)
    assert found["ST"] == pytest.approx([1 - gravity / whole, 1 - mass / whole, 0], abs=0.08)
    # cases that differ in the seed alone have one pull to the last bit
    assert found["ST"][2] == 0
