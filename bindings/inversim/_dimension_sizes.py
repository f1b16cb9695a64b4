# SPDX-License-Identifier: Apache-2.0
"""h5netcdf asks every variable for its shape each time the size of an unlimited dimension is wanted.

A result has a hundred variables over an unlimited time, so that opening one takes seconds. In a file that is
only read a size does not change: it is asked for once.
"""

from typing import Any

import h5netcdf.dimensions


def remember_sizes() -> None:
    """Lets h5netcdf keep the size of a dimension of a file that is open for reading alone."""
    dimension: Any = h5netcdf.dimensions.Dimension
    asked = dimension.__dict__.get("size")
    if not isinstance(asked, property) or asked.fget is None or getattr(asked.fget, "kept", False):
        return
    ask = asked.fget

    def size(self: Any) -> Any:
        known = self.__dict__.get("_known_size")
        if known is None:
            known = ask(self)
            file = self._root._h5file
            if getattr(file, "mode", "") == "r" and not getattr(file, "swmr_mode", True):
                self.__dict__["_known_size"] = known
        return known

    size.kept = True  # type: ignore[attr-defined]
    dimension.size = property(size, doc=asked.__doc__)
