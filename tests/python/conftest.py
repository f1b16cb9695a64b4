# SPDX-License-Identifier: Apache-2.0
"""What the tests of the Python package share: the package of the build tree, and a short session."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / os.environ.get("INVERSIM_BUILD", "build/release")

sys.path.insert(0, str(BUILD / "python"))

SHORT_SESSION = """\
kind: scenario
name: A short tilt
table: disc_brake_125kg
subject: reference_70kg_169cm
spine: adult
circulation: heldt_2004
settings:
  hinge_hole: B
  start_angle_deg: 0
  settle_time_s: 2
protocol:
  - hold: {duration_s: 0.5}
  - rotate: {to_deg: 30, rate_deg_per_s: 20}
  - hold: {duration_s: 1}
record:
  rate_Hz: 50
expect:
  - {signal: bed_angle, statistic: last, min: 29.5, max: 30.5, unit: deg, why: the brake holds}
  - {signal: bed_angle, statistic: max, max: 10, unit: deg, why: fails on purpose}
"""


@pytest.fixture(scope="session")
def program() -> Path:
    return BUILD / "bin" / "inversim"


@pytest.fixture(scope="session")
def build() -> Path:
    return BUILD


@pytest.fixture(scope="session")
def short_session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session of about six seconds on the shipped models."""
    path = tmp_path_factory.mktemp("scenario") / "short_tilt.yaml"
    path.write_text(SHORT_SESSION)
    return path
