# SPDX-License-Identifier: Apache-2.0
"""Sessions from equilibrium to equilibrium against the same sessions step by step."""

import numpy as np
import pytest

import inversim

CASES = 20
LUMBAR = ["T12-L1", "L1-L2", "L2-L3", "L3-L4", "L4-L5", "L5-S1"]
METRICS = {
    "traction": inversim.Metric("section_axial", step=3),
    "weight": inversim.Metric("weight_axial", step=3),
    "height": inversim.Metric("disc_height_change", step=3, unit="mm"),
    "eye": inversim.Metric("intraocular_pressure", step=3, unit="mmHg"),
    "head": inversim.Metric("intracranial_pressure", step=3, unit="mmHg"),
    "brain": inversim.Metric("map_brain", step=3, unit="mmHg"),
    "rate": inversim.Metric("heart_rate", statistic="min"),
}


@pytest.mark.campaign
def test_sessions_drawn_at_random_agree_with_the_dynamics() -> None:
    """Twenty cases of the sweep of ten thousand, at the end of their holds.

    Level forces are compared with the weight above the level; bands: 2 % of it where friction has
    slipped, 0.02 mm, 0.5 mmHg, 0.5 /min. Between head and bed there may be two equilibria, into the
    second of which the dynamics snap a few seconds after the person was set down: where that is not
    met the forces of the neck differ until the head has slipped anew. It is met in 18 of 20 cases.
    """
    rng = np.random.default_rng(20261128)
    table = {
        "subject.mass_kg": rng.uniform(50, 125, CASES).round(2),
        "settings.friction": rng.uniform(0.1, 0.6, CASES).round(3),
        "protocol.2.rotate.to_deg": rng.uniform(15, 90, CASES).round(1),
        "protocol.3.hold.duration_s": rng.uniform(60, 240, CASES).round(),
    }
    fast, slow = (
        inversim.sweep("inversion_5min", cases=table, metrics=METRICS, overrides={"settings.solver": solver})
        for solver in ("quasi_static", "dynamic")
    )
    assert not fast["failed"].any() and not slow["failed"].any()
    weight = slow["weight"] / np.sin(np.radians(slow["protocol.2.rotate.to_deg"]))
    force = np.abs(fast["traction"] - slow["traction"]) / weight
    far = {name: np.abs(fast[name] - slow[name]) for name in ("height", "eye", "head", "brain")}
    rate = 60 * np.abs(fast["rate"] - slow["rate"])
    for case in range(CASES):
        values = ", ".join(f"{name} {float(d[case].max()):.4f}" for name, d in far.items())
        print(
            f"{table['subject.mass_kg'][case]:6.1f} kg, mu {table['settings.friction'][case]:.2f}, "
            f"{table['protocol.2.rotate.to_deg'][case]:4.1f} deg: forces {float(force[case].max()):.4f} of the weight "
            f"(L4-L5 {float(force[case].sel(level='L4-L5')):.4f}), {values}, rate {float(rate[case]):.3f}"
        )
    assert float(force.sel(level=LUMBAR).max()) < 0.02
    assert int((force.max("level") > 0.02).sum()) <= 2
    assert far["height"].max() < 0.02
    assert max(float(far[name].max()) for name in ("eye", "head", "brain")) < 0.5
    assert rate.max() < 0.5
