# SPDX-License-Identifier: Apache-2.0
"""The package of the build tree."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / os.environ.get("INVERSIM_BUILD", "build/release") / "python"))
