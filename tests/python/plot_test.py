# SPDX-License-Identifier: Apache-2.0
"""inversim.plot: that the figures show the numbers, in their units, and nothing lies over anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import inversim
import numpy as np
import pytest
import xarray as xr

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")

from matplotlib.figure import Figure  # noqa: E402
from matplotlib.text import Text  # noqa: E402


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    matplotlib.pyplot.close("all")


@pytest.fixture(scope="module")
def session(short_session: Path) -> xr.Dataset:
    return inversim.run(short_session)


def made_up_limits() -> xr.Dataset:
    nothing = np.nan
    return xr.Dataset(
        {
            "judged": ("criterion", [1.0, 1.0, 1.0, 0.0]),
            "largest_user_by_criterion": (
                ("criterion", "user_height"),
                [[140.0, 150.0, 250.0], [130.0, 145.0, 160.0], [250.0] * 3, [nothing] * 3],
            ),
            "largest_user": ("user_height", [130.0, 145.0, 160.0]),
        },
        {"criterion": ["stop", "hold", "clamp", "strap"], "user_height": [1.5, 1.7, 1.9]},
        {"title": "limits of a table", "verdict": "holds", "admissible_user_kg": 128.0},
    )


def made_up_validation(rows: int) -> xr.Dataset:
    words = {"study": "A study of a long name 1999", "what": "what was measured in it, at some length, of eight adults"}
    words |= {"role": "tested", "unit": "mm"}
    return xr.Dataset(
        {
            "measured": ("row", np.full(rows, 2.0)),
            "low": ("row", np.full(rows, 1.0)),
            "high": ("row", np.full(rows, 3.0)),
            "simulated": ("row", np.linspace(0.5, 2.5, rows)),
            "inside": ("row", np.linspace(0.5, 2.5, rows) >= 1),
            **{name: ("row", np.array([word] * rows, object)) for name, word in words.items()},
        }
    )


def no_text_lies_over_another(figure: Figure) -> None:
    """Of what is drawn; and none is cut off at the edge."""
    drawn: dict[int, Text] = {}
    draw = Text.draw

    def noting(text: Text, *arguments: Any) -> None:
        drawn[id(text)] = text
        draw(text, *arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", noting)
        figure.canvas.draw()
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [(t, t.get_window_extent(renderer)) for t in drawn.values() if t.get_visible() and t.get_text().strip()]
    assert len(boxes) > 10
    width, height = figure.get_size_inches() * figure.dpi
    for k, (text, box) in enumerate(boxes):
        assert -2 <= box.x0 and box.x1 <= width + 2 and -2 <= box.y0 and box.y1 <= height + 2, text
        for other, its in boxes[k + 1 :]:
            apart = box.x1 <= its.x0 + 1 or its.x1 <= box.x0 + 1 or box.y1 <= its.y0 + 1 or its.y1 <= box.y0 + 1
            assert apart, (text, other)


def test_a_session_over_its_time(session: xr.Dataset) -> None:
    figure = inversim.plot.session_timeline(session)
    assert isinstance(figure, Figure)
    angle, traction, spacing, pressures, events = figure.axes
    assert angle.lines[0].get_ydata()[-1] == pytest.approx(30, abs=0.5)
    assert np.array_equal(traction.lines[0].get_ydata(), session["section_axial"].sel(level="L4-L5"))
    assert spacing.lines[0].get_ydata() == pytest.approx(session["disc_height_change"].sel(level="L4-L5").values * 1e3)
    assert pressures.lines[0].get_ydata() == pytest.approx(session["map_heart"].values / 133.322387415)
    assert [ax.get_ylabel() for ax in (angle, traction, spacing, pressures)] == [
        "bed angle, deg\n(head down +)", "traction L4-L5,\nN", "spacing L4-L5,\nmm", "mean pressure,\nmmHg",
    ]  # fmt: skip
    assert "protocol step" in [label.get_text() for label in events.get_yticklabels()]
    assert events.get_xlabel() == "time, s"
    no_text_lies_over_another(figure)


def test_what_was_not_recorded_is_left_out(session: xr.Dataset) -> None:
    given = Figure(figsize=(6, 4))
    assert inversim.plot.session_timeline(session[["bed_angle"]], given) is given
    assert len(given.axes) == 1
    with pytest.raises(ValueError, match="has none of bed_angle"):
        inversim.plot.session_timeline(session[["brake_torque"]])


def test_a_profile_of_the_spine(session: xr.Dataset) -> None:
    figure = inversim.plot.spine_profile(session, time=2.0)
    assert isinstance(figure, Figure)
    forces, spacing = figure.axes
    at = session.sel(time=2.0, method="nearest")
    assert np.array_equal(forces.lines[0].get_xdata(), at["section_axial"])
    assert spacing.lines[0].get_xdata() == pytest.approx(at["disc_height_change"].values * 1e3)
    assert [label.get_text() for label in forces.get_yticklabels()] == list(session["level"].values)
    # skull above, and what rests on assumed figures is hollow and says so
    assert forces.get_ylim()[0] > forces.get_ylim()[1]
    assert forces.lines[0].get_label() == "section (assumed)"
    assert forces.lines[0].get_markerfacecolor() == "white"
    no_text_lies_over_another(figure)
    with pytest.raises(ValueError, match="time: found 1000"):
        inversim.plot.spine_profile(session, time=1000)


def test_the_instant_of_the_greatest_traction(session: xr.Dataset) -> None:
    figure = inversim.plot.spine_profile(session)
    shown = figure.axes[0].lines[0].get_xdata()
    level = list(session["level"].values).index("L4-L5")
    assert shown[level] == float(session["section_axial"].sel(level="L4-L5").max())


def test_the_ladder_is_the_one_of_the_package() -> None:
    assert inversim.plot.pressure_ladder is inversim.plot_pressure_ladder


def test_a_map_of_limits() -> None:
    axes = inversim.plot.limits_map(made_up_limits())
    lines = {str(line.get_label()): line for line in axes.lines}
    assert lines["hold"].get_ydata().tolist() == [130, 145, 160]
    assert np.isnan(lines["stop"].get_ydata()[-1])  # beyond the search
    assert "1 more hold up to 250 kg" in lines and "strap" not in lines
    assert lines["at any height: 128.0 kg"].get_ydata() == [128.0, 128.0]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("user height, cm", "user mass, kg")
    assert axes.get_xlim() == pytest.approx((150, 190))
    no_text_lies_over_another(axes.figure)
    with pytest.raises(ValueError, match="no result of limits"):
        inversim.plot.limits_map(made_up_validation(1))


def test_rows_measured_and_simulated() -> None:
    axes = inversim.plot.validation(made_up_validation(12))
    assert len(axes.patches) == 12
    outside = [line for line in axes.lines if line.get_marker() == "X"]
    inside = [line for line in axes.lines if line.get_marker() == "o"]
    assert (len(outside), len(inside)) == (3, 9)
    assert "2 | 0.5 mm" in [text.get_text() for text in axes.texts]
    no_text_lies_over_another(axes.figure)
    with pytest.raises(ValueError, match="none of validate"):
        inversim.plot.validation(xr.Dataset())


def test_axes_that_are_given_are_drawn_on() -> None:
    figure, axes = matplotlib.pyplot.subplots(1, 2, figsize=(16, 6))
    assert inversim.plot.limits_map(made_up_limits(), axes[0]) is axes[0]
    assert inversim.plot.validation(made_up_validation(3), axes[1]) is axes[1]
    assert len(figure.axes) == 2
