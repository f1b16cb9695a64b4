# SPDX-License-Identifier: Apache-2.0
"""inversim.models: read, changed, built, saved, and run without a file."""

import threading
from pathlib import Path

import inversim
import pytest
from inversim import models

pytestmark = pytest.mark.spread

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "models/tables/disc_brake_125kg.yaml"
FORCE = "brake.clamp_force_N"

BRIEF = {
    "settings.settle_time_s": 0.2,
    "settings.circulation": False,
    "settings.rigid_user": True,
    "settings.start_angle_deg": 30,
    "protocol": [{"hold": {"duration_s": 0.3}}],
    "record.signals": ["bed_angle", "brake_clamp_force"],
}


def brief(**more: inversim.models.Model) -> models.Model:
    """A scenario of half a second."""
    scenario = models.new("scenario", name="Brief", from_="kim_2013_60deg")
    scenario.update({"expect": [], **BRIEF, **more})
    return scenario


def clamp(scenario: models.Model, **more: inversim.models.Model) -> float:
    return float(inversim.run(scenario, more)["brake_clamp_force"][-1])


def test_values_by_dotted_path() -> None:
    table = models.read("disc_brake_125kg")
    assert (table.kind, table.name, table.path, table.changed) == ("table", "Disc-brake table, 125 kg", TABLE, False)
    assert table[FORCE] == 4200.0
    assert table["brake.clamp_force_lbf"] == pytest.approx(4200 / 4.4482216152605)
    assert table["brake.lever.holds_by"] == "hand"
    assert table["hinge.holes.B.surface_offset_m"] == -0.185
    assert table["rating"] == {"user_mass_max_kg": 125.0, "user_height_min_cm": 147.0, "user_height_max_cm": 198.0}
    assert [hole["name"] for hole in table["hinge.holes"]] == ["A", "B", "C"]
    assert FORCE in table and "brake.clamp_farce_N" not in table
    every = [*table]
    assert FORCE in every and "hinge.holes.B.surface_offset_m" in every and all(path in table for path in every)


def test_a_quantity_says_what_is_known() -> None:
    force = models.read("disc_brake_125kg").quantity(FORCE)
    assert (force.value, force.unit, force.low, force.high, force.status) == (4200.0, "N", 3000.0, 5000.0, "derived")
    assert force.source.startswith("302 N m") and force.doc and force.least == 0.0 < force.most
    # of the file's list, for a figure that says nothing itself
    assert models.read("disc_brake_125kg").quantity("frame.roll_inertia_kgm2").status == "assumed"
    with pytest.raises(inversim.InputError, match="no single number"):
        models.read("disc_brake_125kg").quantity("brake")


def test_a_change_keeps_the_rest_of_the_text() -> None:
    table = models.read("disc_brake_125kg")
    table[FORCE] = 3500
    assert table.changed and table[FORCE] == 3500.0
    before, after = TABLE.read_text().splitlines(), table.text.splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.strip() for _, new in changed] == [
        'clamp_force_N: {value: 3500, status: assumed, source: "set in Python"}'
    ]
    assert table.quantity(FORCE).status == "assumed" and table.quantity(FORCE).low is None
    table[FORCE] = {"value": 3600, "low": 3500, "high": 3700, "status": "seen", "source": "load cell: rig 2"}
    assert table.quantity(FORCE).source == "load cell: rig 2" and table.quantity(FORCE).high == 3700.0


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (FORCE, -1, "found -1, expected a number of N"),
        (FORCE, "3500", "expected a number of N"),
        (FORCE, float("nan"), "nan"),
        ("brake.clamp_farce_N", 3500, f"did you mean '{FORCE}'?"),
        ("brake.mu_kinetic", 0.9, "expected a number not above mu_static"),
        ("brake.lever.holds_by", "foot", "expected one of"),
        ("kind", "subject", "expected a key that can be changed"),
        ("brake", 3, "expected a map"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(path: str, value: float | str, says: str) -> None:
    table = models.read("disc_brake_125kg")
    with pytest.raises(inversim.InputError) as caught:
        table[path] = value
    assert says in str(caught.value)
    assert caught.value.diagnostics[0].key == path
    assert not table.changed


def test_update_sets_all_or_nothing() -> None:
    table = models.read("disc_brake_125kg")
    with pytest.raises(inversim.InputError):
        table.update({FORCE: 3500, "brake.mu_static": -1})
    assert not table.changed
    table.update({FORCE: 3500, "name": "It: #1"})
    assert (table.name, table[FORCE]) == ("It: #1", 3500.0)


def test_a_key_is_taken_out_again() -> None:
    scenario = brief()
    scenario["settings.friction"] = 0.2
    text = scenario.text
    scenario["settings.boom_holes"] = 1
    del scenario["settings.boom_holes"]
    assert scenario.text == text and scenario["settings.boom_holes"] == 0
    with pytest.raises(inversim.InputError, match="not written there"):
        del scenario["settings.boom_holes"]


def test_saving_and_reading_back(tmp_path: Path) -> None:
    table = models.read("disc_brake_125kg")
    table[FORCE] = 3500
    saved = table.save(tmp_path / "mine.yaml")
    assert saved.read_text() == table.text and not table.changed and table.path == saved
    assert inversim.check(saved) == [] and models.read(saved)[FORCE] == 3500.0
    with pytest.raises(FileExistsError, match="already"):
        models.read("disc_brake_125kg").save(saved)
    table[FORCE] = 3400
    table.save()  # its own
    assert models.read(saved)[FORCE] == 3400.0
    with pytest.raises(OSError, match="nowhere"):
        table.save(tmp_path / "nowhere" / "mine.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_new_as_the_program_does(tmp_path: Path, program: Path) -> None:
    import subprocess

    file = tmp_path / "new.yaml"
    subprocess.run(
        [program, "models", "new", file, "--from", "man_75kg_175cm", "--name", "Me: 90 kg"],
        check=True, capture_output=True,
    )  # fmt: skip
    mine = models.new("subject", from_="man_75kg_175cm", name="Me: 90 kg")
    assert mine.text == file.read_text()
    heavy = models.new("subject", from_=mine, mass_kg=90, height_cm=180)
    assert (heavy["mass_kg"], heavy["height_cm"], mine["mass_kg"]) == (90.0, 180.0, 75.0)
    assert heavy.path is None and "man_75kg_175cm.yaml (changed in Python)" in heavy.label
    with pytest.raises(ValueError, match="path"):
        heavy.save()
    with pytest.raises(inversim.InputError, match="did you mean 'disc_brake_125kg'"):
        models.new("table", from_="disc_brake_125k")
    with pytest.raises(inversim.InputError, match="expected the name of a shipped table file"):
        models.new("table", from_="man_75kg_175cm")


def test_built_from_nothing() -> None:
    person = models.new(
        "subject",
        values={"name": "P7", "sex": "female", "age_years": 40, "height_cm": 170, "mass_kg": 65},
    )
    assert person["sex"] == "female" and "age_years: 40\n" in person.text
    with pytest.raises(inversim.InputError, match="height_cm: found nothing") as caught:
        models.new("subject", name="P8", sex="male", mass_kg=70)
    assert "age_years" in str(caught.value)
    scenario = models.new(
        "scenario", name="S", table="disc_brake_125kg", subject=person, protocol=[{"hold": {"duration_s": 1}}]
    )
    assert scenario["subject.mass_kg"] == 65.0
    assert models.from_text(person.text).name == "P7"


def test_what_is_shipped(program: Path) -> None:
    import json
    import subprocess

    told = json.loads(subprocess.run([program, "models", "--json"], check=True, capture_output=True, text=True).stdout)
    assert [(e.kind, e.name, e.title) for e in models.list()] == [(m["kind"], m["name"], m["title"]) for m in told]
    assert {e.name for e in models.list("table")} >= {"disc_brake_125kg", "motorised_136kg"}
    for entry in models.list():
        read = models.read(entry.path)
        assert (read.kind, read.name) == (entry.kind, entry.title)
    assert models.read("controller/inversion").kind == "scenario"


def test_a_model_stands_in_for_the_file_of_a_scenario() -> None:
    table = models.read("disc_brake_125kg")
    table[FORCE] = 3500
    scenario = brief()
    assert clamp(scenario) == pytest.approx(4200)
    ds = inversim.run(scenario, {"table": table})
    assert float(ds["brake_clamp_force"][-1]) == pytest.approx(3500)
    assert ds.attrs["table_text"] == table.text
    assert ds.attrs["table_path"] == "models/tables/disc_brake_125kg.yaml (changed in Python)"
    assert ds.attrs["scenario_text"] == scenario.text
    # the same bits as from the file
    assert inversim.Plant(scenario, {"table": models.read("disc_brake_125kg")}).state_hash() == inversim.Plant(scenario).state_hash()
    # and put into the scenario
    scenario["table"] = table
    assert scenario["table.brake.clamp_force_N"] == 3500.0 and clamp(scenario) == pytest.approx(3500)
    scenario["table"] = "tether_136kg"
    assert scenario.models == {} and scenario["table.name"] != table.name
    assert inversim.check(scenario, {"table": table}) == []


def test_a_model_in_a_wrong_place_is_told() -> None:
    table, person = models.read("disc_brake_125kg"), models.read("man_75kg_175cm")
    with pytest.raises(inversim.InputError, match="did you mean 'table'"):
        inversim.run(brief(), {"tabel": table})
    with pytest.raises(inversim.InputError, match="expected a table file"):
        inversim.run(brief(), {"table": person})
    with pytest.raises(inversim.InputError, match="expected a value of the table"):
        table["brake"] = person
    with pytest.raises(inversim.InputError, match="expected a scenario file"):
        inversim.run(table)


def test_a_scenario_changes_its_files_by_overrides(tmp_path: Path) -> None:
    scenario = brief()
    scenario["table.brake.clamp_force_N"] = 3000
    assert scenario["overrides"] == {"table.brake.clamp_force_N": 3000.0}
    assert clamp(scenario) == pytest.approx(3000)
    saved = scenario.save(tmp_path / "brief.yaml")
    assert float(inversim.run(saved)["brake_clamp_force"][-1]) == pytest.approx(3000)
    del scenario["table.brake.clamp_force_N"]
    assert scenario["table.brake.clamp_force_N"] == 4200.0
    with pytest.raises(inversim.InputError, match="clamp_force_N"):
        scenario["table.brake.clamp_force_N"] = -3


def test_a_scenario_is_saved_with_saved_models_alone(tmp_path: Path) -> None:
    table = models.read("disc_brake_125kg")
    table[FORCE] = 3300
    scenario = brief(table=table)
    with pytest.raises(inversim.InputError, match="saved first"):
        scenario.save(tmp_path / "s.yaml")
    table.save(tmp_path / "t.yaml")
    scenario["table"] = table
    scenario.save(tmp_path / "s.yaml")
    assert models.read(tmp_path / "s.yaml")["table.brake.clamp_force_N"] == 3300.0


def test_threads_run_with_models_of_their_own() -> None:
    scenario = brief()
    forces = [2000.0 + 300 * k for k in range(6)]
    seen: dict[float, float] = {}

    def run(force: float) -> None:
        table = models.read("disc_brake_125kg")
        table[FORCE] = force
        seen[force] = clamp(scenario, table=table)

    threads = [threading.Thread(target=run, args=(force,)) for force in forces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == pytest.approx({force: force for force in forces})
