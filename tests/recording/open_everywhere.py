# SPDX-License-Identifier: Apache-2.0
"""Opens a result file and one cut short in xarray (both engines), netCDF4, h5netcdf, ncdump and
h5dump, and compares what they say: values, labels, units, texts, events, groups."""

import in_venv

in_venv.enter()

import pathlib
import shutil
import subprocess
import sys
import tempfile

import h5netcdf
import netCDF4
import numpy as np
import xarray as xr

ROWS = 1000


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)


def mix(x: np.ndarray) -> np.ndarray:
    """splitmix64, as in kill_writer.cpp."""
    x = x + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def written(rows: int, columns: range, kind: str) -> np.ndarray:
    """The values that kill_writer writes, computed here, as they stand in a file of f4 or f8."""
    place = np.arange(rows, dtype=np.uint64)[:, None] * np.uint64(4096) + np.array(columns, dtype=np.uint64)
    values = (mix(place) >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0
    return values if kind == "f8" else np.where(np.abs(values) < 1e-9, 0.0, values).astype(np.float32)


def check_xarray(path: pathlib.Path, engine: str, finished: bool, kind: str) -> None:
    with xr.open_dataset(path, engine=engine) as ds:
        expect(dict(ds.sizes) == {"time": ROWS, "level": 25, "segment": 33, "event": 10}, str(ds.sizes))
        expect(np.array_equal(ds.time.values, 0.02 * np.arange(ROWS)), "time")
        expect(ds.time.attrs == {"units": "s", "long_name": "simulated time"}, str(ds.time.attrs))
        expect(np.array_equal(ds.scalar_39.values, written(ROWS, range(39, 40), kind)[:, 0]), "scalar_39")
        expect(np.array_equal(ds.level_8.values, written(ROWS, range(40 + 200, 40 + 225), kind)), "level_8")
        expect(ds.level_8.dims == ("time", "level"), str(ds.level_8.dims))
        expect(ds.level_8.dtype == kind and ds.time.dtype == "f8", str(ds.level_8.dtype))
        expect(float(ds.level_8.sel(level="V3-V4")[7]) == written(8, range(40 + 203, 40 + 204), kind)[7, 0], "sel")
        expect(list(ds.segment.values[:2]) == ["segment 0", "segment 1"], str(ds.segment.values))
        told = {"units": "N", "long_name": "what level_8 means, in words", "status": "derived"}
        told |= {"zero_below": 1e-9} if kind == "f4" else {}
        expect(ds.level_8.attrs == told, str(ds.level_8.attrs))
        expect(list(ds.event_kind.values[:2]) == ["made_up", "made_up"], str(ds.event_kind.values[:2]))
        expect(ds.event_text.values[1] == "row 107", str(ds.event_text.values[1]))
        expect(float(ds.event_time[1]) == 0.02 * 107 and float(ds.event_value[1]) == 107.0, "event 1")
        expect(len(ds.attrs["scenario_text"]) == 70000, "a text of 70000 bytes")
        expect(int(ds.attrs["seed"]) == 42 and float(ds.attrs["step_size_s"]) == 0.001, "numbers")
    with xr.open_dataset(path, engine=engine, group="summary") as summary:
        expect(list(summary.variables) == (["work"] if finished else []), str(summary))
    with xr.open_dataset(path, engine=engine, group="start") as start:
        expect(np.array_equal(start.state.values, np.full(1000, 7, np.uint8)), "start state")
    with xr.open_dataset(path, engine=engine, group="wall") as wall:
        expect(bool(wall.attrs["finished_at"]) == finished, str(wall.attrs))


def check_libraries(path: pathlib.Path, kind: str) -> None:
    with netCDF4.Dataset(path) as file:
        expect(file.dimensions["time"].isunlimited() and len(file.dimensions["time"]) == ROWS, "time")
        expect(file["level"][3] == "V3-V4", "labels")
        expect(np.array_equal(file["level_8"][:], written(ROWS, range(240, 265), kind)), "level_8")
        expect(file["event_text"][1] == "row 107", "event_text")
    with h5netcdf.File(path) as file:
        expect(file["level_8"].dimensions == ("time", "level"), "dimensions")
        expect(file.dimensions["time"].isunlimited(), "unlimited")


def check_append(path: pathlib.Path) -> None:
    """netCDF-C writes to it as to a file of its own."""
    with netCDF4.Dataset(path, "a") as file:
        file.note = "looked at"
        added = file.createVariable("mean", "f8", ("time",))
        added[:] = file["level_8"][:].mean(axis=1)
    with xr.open_dataset(path, engine="h5netcdf") as ds:
        expect(ds.attrs["note"] == "looked at" and ds["mean"].sizes == {"time": ROWS}, "appended")


def check_programs(path: pathlib.Path, kind: str) -> None:
    if shutil.which("ncdump"):
        text = subprocess.run(["ncdump", "-v", "level,event_kind", path], check=True, capture_output=True).stdout
        c_type = b"float" if kind == "f4" else b"double"
        for line in (b"time = UNLIMITED ; // (1000 currently)", c_type + b" level_8(time, level) ;",
                     b'level_8:status = "derived" ;', b'"V3-V4"', b'"made_up"', b":seed = 42ULL ;"):
            expect(line in text, f"ncdump says no {line!r}")
    else:
        print("ncdump is not installed")
    if shutil.which("h5dump"):
        text = subprocess.run(["h5dump", path], check=True, capture_output=True).stdout
        for line in (b'"V3-V4"', b'DATASET "level_8"', b"( 1000, 25 ) / ( H5S_UNLIMITED, 25 )"):
            expect(line in text, f"h5dump says no {line!r}")
    else:
        print("h5dump is not installed")


def main() -> int:
    writer = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        result = pathlib.Path(name) / "run.nc"
        command = [writer, "--rows", str(ROWS), "--quiet"]
        subprocess.run([*command, "-o", result], check=True)
        subprocess.run([*command, "-o", result, "--no-finish"], check=True)
        subprocess.run([*command, "-o", result.with_name("gzip.nc"), "--gzip", "1"], check=True)
        packed = result.with_name("packed.nc")
        subprocess.run([*command, "-o", packed, "--gzip", "1", "--single"], check=True)
        subprocess.run([*command, "-o", packed, "--gzip", "1", "--single", "--no-finish"], check=True)
        for path, finished, kind in (
            (result, True, "f8"), (result.with_name("gzip.nc"), True, "f8"), (packed, True, "f4"),
            (result.with_name("run.nc.partial"), False, "f8"), (packed.with_name("packed.nc.partial"), False, "f4"),
        ):
            for engine in ("h5netcdf", "netcdf4"):
                check_xarray(path, engine, finished, kind)
            check_libraries(path, kind)
            check_programs(path, kind)
            print(f"{path.name}: opens in xarray (h5netcdf, netcdf4), netCDF4, h5netcdf, ncdump, h5dump")
        check_append(result)
        print("run.nc: netCDF4 adds to it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
