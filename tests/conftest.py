# SPDX-License-Identifier: Apache-2.0
"""Which tests go to one worker of pytest-xdist: those of a file, for they share what they set up."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # a file of runs that share nothing says so, and they fill whatever worker is free
        if item.get_closest_marker("spread") is None and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
