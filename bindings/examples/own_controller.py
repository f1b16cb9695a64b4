# SPDX-License-Identifier: Apache-2.0
"""A controller in Python, asked once a millisecond: python own_controller.py [SCENARIO]"""

import sys

import inversim
from inversim.controllers import Actuators, Button, ControllerConfig, MotorMode, Sensors


class Simple:
    """Turns down to the preset while "invert" is held, up to the start on "return"; else it brakes."""

    def __init__(self) -> None:
        self.seen: list[float] = []
        self.rate = self.start = 0.0
        self.returning = False

    def reset(self, config: ControllerConfig) -> None:
        self.seen.clear()
        self.rate = min(8.0, config.motor_rate_deg_per_s)
        self.start = config.lower_stop_deg + 2
        self.returning = False

    def step(self, sensors: Sensors, actuators: Actuators) -> None:
        inverts = bool(sensors.buttons & Button.INVERT)
        self.returning = not inverts and (self.returning or bool(sensors.buttons & Button.RETURN))
        down = inverts and sensors.bed_angle_deg < sensors.preset_deg
        up = self.returning and sensors.bed_angle_deg > self.start
        if down or up:
            actuators.motor_mode = MotorMode.RATE
            actuators.motor_rate_deg_per_s = self.rate if down else -self.rate
        else:
            actuators.brake_command = 1.0
        self.seen.append(sensors.bed_angle_deg)


def main(scenario: str = "controller/inversion") -> None:
    mine = Simple()
    ds = inversim.run(scenario, controller=mine)
    print(f"{len(mine.seen)} steps, bed at most at {max(mine.seen):.1f} deg; controller: {ds.attrs['overrides']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
