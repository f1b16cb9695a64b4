# SPDX-License-Identifier: Apache-2.0
"""The standard figures of results; they need matplotlib (`pip install inversim[plot]`).

    ds = inversim.run("kim_2013_60deg")
    inversim.plot.session_timeline(ds).savefig("session.png")
    inversim.plot.spine_profile(ds, time=120)
    inversim.plot.pressure_ladder(ds)
    inversim.plot.limits_map("limits.nc")                     # of `inversim limits -o`, or inversim.limits
    inversim.plot.validation(inversim.validate("spine"))

Angles are in deg, lengths in mm or cm, pressures in mmHg, all else in SI. Colours are those of Okabe and Ito,
which people who are colour-blind can tell apart; what they say is also said by line style or mark.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from inversim import _core
from inversim.ladder import plot_pressure_ladder as pressure_ladder
from inversim.palette import BLACK, BLUE, GREEN, SERIES, SKY, VERMILION, series

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["limits_map", "pressure_ladder", "session_timeline", "spine_profile", "validation"]

_PRESSURES = {
    "map_heart": "arterial, heart",
    "map_brain": "arterial, ear",
    "cerebral_venous_pressure": "dural sinus",
    "intracranial_pressure": "spinal fluid, ear",
}


def _shown(units: str) -> float:
    """How many of the unit that people are shown are one of the SI unit."""
    return _core.shown_unit(units)[1]


def session_timeline(ds: xr.Dataset, figure: Figure | None = None) -> Figure:
    """A session over its time: bed angle, traction and spacing at L4-L5, pressures at heart and head, events.

    Args:
        ds: of `run` or `load`, with at least one of `bed_angle`, `section_axial`, `disc_height_change` and
            the pressures; what it lacks is left out.
        figure: where to draw, cleared before; left out, a new one.

    Returns:
        The figure, a panel for each of them over one time axis. Grey lines: steps of the protocol.

    Raises:
        ValueError: the dataset has none of these.
    """
    panels = [name for name in ("bed_angle", "section_axial", "disc_height_change") if name in ds]
    pressures = [name for name in _PRESSURES if name in ds]
    if not panels and not pressures:
        raise ValueError("the dataset has none of bed_angle, section_axial, disc_height_change and pressures")
    kinds = _event_kinds(ds)
    heights = [2.0] * len(panels) + [2.6] * bool(pressures) + [0.35 + 0.24 * len(kinds)] * bool(kinds)
    figure = _figure(figure, (9, 1.0 + 0.85 * sum(heights)))
    axes = figure.subplots(len(heights), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    time, unit = _time_axis(ds["time"].values)
    for ax, name in zip(axes, panels, strict=False):
        _draw_panel(ax, ds, name, time)
    if pressures:
        ax = axes[len(panels)]
        for k, name in enumerate(pressures):
            color, style = series(k)
            ax.plot(time, ds[name] * _shown("Pa"), color=color, linestyle=style, label=_PRESSURES[name])
        ax.set_ylabel("mean pressure,\nmmHg")
        ax.legend(fontsize="small", ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)
    if kinds:
        _draw_events(axes[-1], ds, kinds, time[-1] / ds["time"].values[-1])
    for ax in axes:
        for step in ds["event_time"].values[ds["event_kind"].values == "protocol_step"] if kinds else ():
            ax.axvline(step * time[-1] / ds["time"].values[-1], color="0.7", linewidth=0.6, zorder=0)
    axes[-1].set_xlim(time[0], time[-1])
    axes[-1].set_xlabel(f"time, {unit}")
    figure.align_ylabels(axes[:-1] if kinds else axes)
    return figure


def spine_profile(ds: xr.Dataset, time: float | None = None, figure: Figure | None = None) -> Figure:
    """Axial forces and spacing of every level at an instant, skull at the top.

    Args:
        ds: of `run` or `load`, with `section_axial`, `disc_axial` or `disc_height_change`.
        time: [s], the nearest sample is taken; left out, the instant of the greatest section force at L4-L5
            (of the greatest height where there is no force).
        figure: where to draw, cleared before; left out, a new one.

    Returns:
        The figure: forces [N], tension positive, on the left, change of disc height [mm] from lying relaxed on
        the right. Hollow marks: the signal rests on figures that are assumed or recalled.

    Raises:
        ValueError: the dataset has none of these, or `time` is outside of it.
    """
    forces = {n: w for n, w in {"section_axial": "section", "disc_axial": "disc"}.items() if n in ds}
    spacing = "disc_height_change" in ds
    if not forces and not spacing:
        raise ValueError("the dataset has none of section_axial, disc_axial and disc_height_change")
    if time is None:
        of = ds[next(iter(forces), "disc_height_change")].sel(level="L4-L5")
        time = float(ds["time"][int(of.argmax("time"))])
    if not float(ds["time"][0]) <= time <= float(ds["time"][-1]):
        raise ValueError(f"time: found {time:g}, expected one from {ds['time'].values[0]:g} to {ds['time'].values[-1]:g} s")
    at = ds.sel(time=time, method="nearest")
    levels = [str(level) for level in at["level"].values]
    rows = np.arange(len(levels))
    figure = _figure(figure, (9, 7))
    axes = figure.subplots(1, int(bool(forces)) + int(spacing), sharey=True, squeeze=False)[0]
    if forces:
        for k, (name, word) in enumerate(forces.items()):
            _draw_levels(axes[0], at[name].values, rows, SERIES[k], "os"[k], f"{word}{_known(ds[name])}", ds[name])
        axes[0].set_xlabel("axial force, N (tension positive)")
        axes[0].legend(fontsize="small", loc="best")
    if spacing:
        values = at["disc_height_change"].values * 1e3
        label = f"disc height{_known(ds['disc_height_change'])}"
        _draw_levels(axes[-1], values, rows, GREEN, "D", label, ds["disc_height_change"])
        axes[-1].set_xlabel("change of disc height from lying relaxed, mm")
        axes[-1].legend(fontsize="small", loc="best")
    axes[0].set_yticks(rows, levels, fontsize="small")
    axes[0].set_ylim(len(levels) - 0.5, -0.5)
    axes[0].set_ylabel("level")
    angle = f", bed at {float(at['bed_angle']) * _shown('rad'):.0f} deg" if "bed_angle" in at else ""
    figure.suptitle(f"{float(at['time']):.1f} s{angle}", fontsize="medium")
    return figure


def limits_map(result: xr.Dataset | str | os.PathLike[str], ax: Axes | None = None) -> Axes:
    """The largest user of every height, by each criterion and by all of them.

    Args:
        result: of `inversim.limits`, or the file that `inversim limits -o` wrote.
        ax: where to draw; left out, axes of a new figure.

    Returns:
        The axes: user mass [kg] against height [cm]. In the blue area all judged criteria hold, with the
        figures as they are in the files; grey: its upper edge, black: what holds at every height between too. A line ends where no user of the search is too large.

    Raises:
        ValueError: it is no result of limits.
    """
    ds = result if isinstance(result, xr.Dataset) else _stored(result)
    if "largest_user_by_criterion" not in ds:
        raise ValueError("the dataset is no result of limits: it has no largest_user_by_criterion")
    ax = _axes(ax, (9, 5.5))
    height = ds["user_height"].values * 100
    shown = ds["largest_user_by_criterion"].where(ds["judged"] > 0).dropna("criterion", how="all")
    greatest = _core.greatest_user_kg
    limiting = shown.where(shown < greatest).dropna("criterion", how="all")
    ax.fill_between(height, 0, ds["largest_user"].values, color=SKY, alpha=0.25, linewidth=0, label="all of them hold")
    ax.plot(height, ds["largest_user"].values, color="0.75", linewidth=6, label="largest user")
    for k, name in enumerate(limiting["criterion"].values):
        color, style = series(k)
        masses = limiting.sel(criterion=name).values
        ax.plot(height, masses, color=color, linestyle=style, linewidth=1.6, marker=".", label=str(name))
    if shown.sizes["criterion"] > limiting.sizes["criterion"]:
        others = shown.sizes["criterion"] - limiting.sizes["criterion"]
        ax.plot([], [], " ", label=f"{others} more hold up to {greatest:g} kg")
    ax.set_xlim(height[0], height[-1])
    admissible = float(ds.attrs["admissible_user_kg"])
    if 0 < admissible < greatest:
        ax.axhline(admissible, color=BLACK, linewidth=1, label=f"at any height: {admissible:.1f} kg")
    highest = float(np.nanmax([*limiting.values.ravel(), *ds["largest_user"].values]))
    ax.set_ylim(0, min(1.1 * highest, greatest))
    ax.set_xlabel("user height, cm")
    ax.set_ylabel("user mass, kg")
    title = str(ds.attrs.get("title", "limits"))
    ax.set_title(f"{title[:1].upper()}{title[1:]}: {ds.attrs.get('verdict', '')}", fontsize="medium", wrap=True)
    ax.legend(fontsize="small", loc="upper left", bbox_to_anchor=(1.01, 1.0), borderaxespad=0.0)
    return ax


def validation(ds: xr.Dataset, ax: Axes | None = None) -> Axes:
    """Measured and simulated of every row, each on a scale of its own.

    Args:
        ds: of `inversim.validate`.
        ax: where to draw; left out, axes of a new figure that is as high as there are rows.

    Returns:
        The axes: a row each with its band (blue), the measured value (bar), the simulated one (green circle
        inside of the band, red cross outside, grey circle without a verdict) and both numbers.

    Raises:
        ValueError: it is no dataset of validate, or has no rows.
    """
    if "simulated" not in ds or "measured" not in ds or not ds.sizes.get("row"):
        raise ValueError("the dataset is none of validate, or has no rows")
    count = ds.sizes["row"]
    ax = _axes(ax, (11, 1.2 + 0.3 * count))
    labels = []
    for k in range(count):
        row = ds.isel(row=k)
        labels.append(_shortened(f"{row['study'].item()}: {row['what'].item()}", 62))
        _draw_row(ax, row, k)
    ax.text(1.03, -0.8, "measured | simulated", va="center", fontsize="small", transform=ax.get_yaxis_transform())
    ax.set_yticks(range(count), labels, fontsize="small")
    ax.set_ylim(count - 0.5, -0.5)
    ax.set_xlim(-0.05, 1.05)
    ax.set_xticks([])
    ax.set_xlabel("each row on its own scale, 0 dotted; band blue, measured |, simulated o inside, x outside")
    for side in ("top", "right", "bottom"):
        ax.spines[side].set_visible(False)
    return ax


def _figure(figure: Figure | None, size: tuple[float, float]) -> Figure:
    import matplotlib.pyplot as plt

    if figure is None:
        return plt.figure(figsize=size, layout="constrained")
    figure.clear()
    return figure


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    import matplotlib.pyplot as plt

    if ax is not None:
        return ax
    made: Axes = plt.figure(figsize=size, layout="constrained").subplots()
    return made


def _stored(path: str | os.PathLike[str]) -> xr.Dataset:
    with xr.open_dataset(path, engine="h5netcdf", phony_dims="access") as stored:
        return stored.load()


def _time_axis(seconds: Any) -> tuple[Any, str]:
    return (seconds / 60, "min") if seconds[-1] >= 180 else (seconds, "s")


def _known(signal: xr.DataArray) -> str:
    status = signal.attrs.get("status", "")
    return f" ({status})" if status else ""


def _draw_panel(ax: Axes, ds: xr.Dataset, name: str, time: Any) -> None:
    if name == "bed_angle":
        ax.plot(time, ds[name] * _shown("rad"), color=BLACK)
        ax.set_ylabel("bed angle, deg\n(head down +)")
    elif name == "section_axial":
        ax.plot(time, ds[name].sel(level="L4-L5"), color=BLUE)
        ax.set_ylabel("traction L4-L5,\nN")
    else:
        ax.plot(time, ds[name].sel(level="L4-L5") * 1e3, color=GREEN)
        ax.set_ylabel("spacing L4-L5,\nmm")
    ax.axhline(0, color="0.5", linewidth=0.5)


def _event_kinds(ds: xr.Dataset) -> list[str]:
    """In the order in which they come."""
    return list(dict.fromkeys(str(kind) for kind in ds["event_kind"].values)) if "event_kind" in ds else []


def _draw_events(ax: Axes, ds: xr.Dataset, kinds: list[str], scale: float) -> None:
    for k, kind in enumerate(kinds):
        at = ds["event_time"].values[ds["event_kind"].values == kind] * scale
        warns = kind in ("risk_amber", "risk_red", "failed")
        ax.plot(at, np.full(at.shape, k), "^" if warns else "|", color=VERMILION if warns else BLACK, markersize=7)
    ax.set_yticks(range(len(kinds)), [kind.replace("_", " ") for kind in kinds], fontsize="small")
    ax.set_ylim(len(kinds) - 0.5, -0.5)


def _draw_levels(
    ax: Axes, values: Any, rows: Any, color: str, mark: str, label: str, signal: xr.DataArray
) -> None:
    weak = signal.attrs.get("status", "") in ("assumed", "recalled")
    ax.plot(values, rows, color=color, linewidth=0.8, marker=mark, markersize=5,
            markerfacecolor="white" if weak else color, label=label)  # fmt: skip
    ax.axvline(0, color="0.5", linewidth=0.5)
    ax.grid(axis="y", color="0.92")


def _draw_row(ax: Axes, row: xr.Dataset, k: int) -> None:
    numbers = {name: float(row[name]) for name in ("measured", "low", "high", "simulated")}
    known = [0.0, *(x for x in numbers.values() if np.isfinite(x))]
    low, high = min(known), max(known)
    width = (high - low) or 1.0

    def at(x: float) -> float:
        return 0.04 + 0.92 * (x - low) / width

    if np.isfinite(numbers["low"]) or np.isfinite(numbers["high"]):
        begin = at(numbers["low"]) if np.isfinite(numbers["low"]) else 0.0
        end = at(numbers["high"]) if np.isfinite(numbers["high"]) else 1.0
        ax.barh(k, end - begin, left=begin, height=0.62, color=BLUE, alpha=0.22, linewidth=0)
    ax.plot([at(0)] * 2, [k - 0.45, k + 0.45], color="0.5", linestyle=":", linewidth=0.9)
    if np.isfinite(numbers["measured"]):
        ax.plot([at(numbers["measured"])] * 2, [k - 0.3, k + 0.3], color=BLUE, linewidth=2.5)
    if np.isfinite(numbers["simulated"]):
        judged, inside = row["role"].item() != "reported", bool(row["inside"])
        color = "0.4" if not judged else GREEN if inside else VERMILION
        ax.plot(at(numbers["simulated"]), k, "o" if inside or not judged else "X", color=color, markersize=7)
    unit = row["unit"].item()
    words = [f"{numbers[name]:.3g}" if np.isfinite(numbers[name]) else "-" for name in ("measured", "simulated")]
    text = f"{words[0]} | {words[1]} {'' if unit == '1' else unit}"
    ax.text(1.03, k, text, va="center", fontsize="small", transform=ax.get_yaxis_transform())


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
