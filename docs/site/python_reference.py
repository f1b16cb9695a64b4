# SPDX-License-Identifier: Apache-2.0
"""The Python reference: what is public, in groups, from docstrings and annotations."""

import importlib

from pages import Folder

# titles, and what is public below them; a test holds that nothing is left out
GROUPS = {
    "Sessions": ["run", "load", "check", "RunError", "InputError", "Diagnostic"],
    "Step by step": ["Plant", "Signal", "PlantError", "ControllerError"],
    "Sweeps": ["sweep", "load_sweep", "Axis", "Metric", "population"],
    "Common questions": ["traction", "pressure_ladder", "plot_pressure_ladder", "limits", "validate"],
    "Measurements": ["read_measured", "compare", "plot_comparison", "fit", "Fit", "FittedParameter", "FittedChannel"],
    "Pages and other programs": ["report", "export_mjcf"],
    "The build": ["cpu_level"],
}
MODULES = {
    "models": ["read", "new", "from_text", "list", "Model", "Quantity", "Entry"],
    "plot": ["session_timeline", "spine_profile", "limits_map", "validation"],
    "controllers": ["Controller", "Sensors", "Actuators", "ControllerConfig", "Button", "Switch", "Sample", "MotorMode",
                    "Indicator", "State", "Feature"],
}  # fmt: skip


def _entry(path: str) -> str:
    module, name = path.rsplit(".", 1)
    thing = getattr(importlib.import_module(module), name)
    kind = "autofunction"
    if isinstance(thing, type):
        kind = "autoexception" if issubclass(thing, BaseException) else "autoclass"
    # members of enumerations, and what a controller is handed, are said by their names
    options = "" if kind == "autofunction" else ":members:\n"
    if module.endswith("controllers"):
        options += ":undoc-members:\n"
    return f"```{{eval-rst}}\n.. {kind}:: {path}\n" + "".join(f"   {line}\n" for line in options.splitlines()) + "```\n"


def write(folder: Folder) -> None:
    """api_python.md."""
    text = "# Python reference\n\n"
    text += "From docstrings and annotations. [From Python](python.md) shows it in use.\n"
    for title, names in GROUPS.items():
        text += f"\n## {title}\n\n" + "\n".join(_entry(f"inversim.{name}") for name in names)
    for module, names in MODULES.items():
        text += f"\n## inversim.{module}\n\n```{{eval-rst}}\n.. automodule:: inversim.{module}\n```\n\n"
        text += "\n".join(_entry(f"inversim.{module}.{name}") for name in names)
    folder.write("api_python.md", text)
