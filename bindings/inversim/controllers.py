# SPDX-License-Identifier: Apache-2.0
"""Controllers written in Python: what they see, what they set, and what the bits mean.

    class Mine:
        def reset(self, config): ...
        def step(self, sensors, actuators): ...

    inversim.run("controller/inversion", controller=Mine())

The words are those of the C header `inversim/controller.h`; docs/controller.md says what each is.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Protocol

from inversim._core import Actuators, ControllerConfig, Sensors

__all__ = [
    "Actuators",
    "Button",
    "Controller",
    "ControllerConfig",
    "Feature",
    "Indicator",
    "MotorMode",
    "Sample",
    "Sensors",
    "State",
    "Switch",
]


class Controller(Protocol):
    """What `inversim.run` takes as a controller."""

    def reset(self, config: ControllerConfig) -> None:
        """Power comes on, for this table: forget all else. What it raises refuses the table."""

    def step(self, sensors: Sensors, actuators: Actuators) -> None:
        """Once a step: read `sensors`, set `actuators`, which comes with all zero (brake released,
        motor off). Both are one object each for the whole run; keep their numbers, not them. The
        only clock is `sensors.time_ns`. What it raises ends the run and is raised by it."""


class Button(IntFlag):
    """Of the pendant, held down."""

    INVERT = 1 << 0
    RETURN = 1 << 1
    STOP = 1 << 2
    EMERGENCY_STOP = 1 << 3
    RESET = 1 << 4


class Switch(IntFlag):
    """Closed is 1; two on each ankle latch."""

    LATCH_LEFT_1 = 1 << 0
    LATCH_LEFT_2 = 1 << 1
    LATCH_RIGHT_1 = 1 << 2
    LATCH_RIGHT_2 = 1 << 3
    UPPER_STOP = 1 << 4
    LOWER_STOP = 1 << 5
    TETHER = 1 << 6
    BRAKE_RELEASED = 1 << 7
    LINING_WORN = 1 << 8


class Sample(IntFlag):
    """Which sensors have a new sample."""

    ENCODER = 1 << 0
    GYRO = 1 << 1
    ACCELEROMETER = 1 << 2
    BRAKE_CURRENT = 1 << 3
    BRAKE_TEMPERATURE = 1 << 4
    MOTOR_CURRENT = 1 << 5
    CLAMP_LOAD = 1 << 6
    PLATFORM_LOAD = 1 << 7
    SUPPLY = 1 << 8
    HEIGHT_SETTING = 1 << 9
    SWITCHES = 1 << 10
    PENDANT = 1 << 11


class MotorMode(IntEnum):
    """What the motor's drive holds."""

    OFF = 0
    RATE = 1
    TORQUE = 2
    SAFE_OFF = 3


class Indicator(IntFlag):
    """What is shown and sounded."""

    READY = 1 << 0
    MOVING = 1 << 1
    ALARM = 1 << 2
    HELP = 1 << 3


class State(IntEnum):
    """State codes with a name; own ones from 100 on."""

    BOOT = 0
    IDLE = 1
    MOUNTED = 2
    INVERTING = 3
    HOLD = 4
    RETURN = 5
    PAUSE = 6
    RETURN_UP = 7
    FAULT_LOCK = 8
    FAULT_RETURN = 9
    ASSIST_RETURN = 10
    NEEDS_RELEASE = 11


class Feature(IntFlag):
    """What a table has."""

    MOTOR = 1 << 0
    GEAR_LOCKS = 1 << 1
    BRAKE_PROPORTIONAL = 1 << 2
    BRAKE_FAILS_SAFE = 1 << 3
    TETHER = 1 << 4
