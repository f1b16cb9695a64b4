# SPDX-License-Identifier: Apache-2.0
import numpy as np
import pytest

import inversim


def test_traction_loops_by_friction():
    ds = inversim.traction(friction=(0.1, 0.6))
    assert ds["section_axial"].dims == ("friction", "direction", "angle", "level")
    at = ds.sel(level="L4-L5").sel(angle=60.5)
    section = at["section_axial"]
    low, high = section.sel(friction=0.1), section.sel(friction=0.6)
    # friction carries on the way down and adds on the way back, the more the rougher the bed
    assert high.sel(direction="down") < low.sel(direction="down")
    assert low.sel(direction="down") < low.sel(direction="back")
    assert high.sel(direction="down") < high.sel(direction="back")
    # between full slip one way and the other: W (sin a -+ mu cos a), the pad taking cos a at most
    full = float(ds["weight_axial"].sel(level="L4-L5").max())
    for mu in (0.1, 0.6):
        for direction, sign in (("down", -1), ("back", 1)):
            bound = full * (np.sin(np.radians(60.5)) + sign * mu * np.cos(np.radians(60.5)))
            value = float(section.sel(friction=mu, direction=direction))
            assert sign * (bound - value) > -0.03 * full


def test_a_bed_that_does_not_turn():
    with pytest.raises(ValueError, match="does not turn"):
        inversim.traction("headstand", friction=(0.4,), overrides={"settings.circulation": False})
