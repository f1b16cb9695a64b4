# SPDX-License-Identifier: Apache-2.0
"""Colours that people who are colour-blind can tell apart (Okabe and Ito 2008), and line styles beside them."""

from __future__ import annotations

from typing import TypeAlias

LineStyle: TypeAlias = "str | tuple[int, tuple[int, ...]]"

BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, BLACK = "#56B4E9", "#CC79A7", "#000000"

SERIES = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)
STYLES: tuple[LineStyle, ...] = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (1, 1)))


def series(number: int) -> tuple[str, LineStyle]:
    """Colour and line style of a line, different for the first 49."""
    return SERIES[number % 7], STYLES[(number + number // 7) % 7]
