// SPDX-License-Identifier: Apache-2.0
// A table whose pad and frame come from an engineer's files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "inversim/contact/distance.h"
#include "inversim/language/parse.h"
#include "inversim/plant/observe.h"
#include "inversim/scenario/build_plant.h"
#include "inversim/scenario/read_shapes.h"

namespace inversim {
namespace {

using testing::HasSubstr;

/// A folder of a test's own with a table, what it names, and a scenario.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::path(testing::TempDir()) /
              ("inversim_shapes_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  /// The shipped table with shapes, under the 75 kg man at an angle.
  Document scenario(const std::string& shapes, const std::string& angle) const {
    std::ifstream in(std::string(INVERSIM_SOURCE_DIR) + "/models/tables/disc_brake_125kg.yaml");
    const std::string table{std::istreambuf_iterator<char>(in), {}};
    write("own_table.yaml", table + shapes);
    write("own.yaml",
          "kind: scenario\nname: A test\ntable: own_table.yaml\nsubject: "
          "man_75kg_175cm\nsettings: {circulation: false, start_angle_deg: " +
              angle + "}\nprotocol:\n  - hold: {duration_s: 1}\n");
    Reading reading = read_resolved((path_ / "own.yaml").string(), Library{{INVERSIM_SOURCE_DIR}});
    if (!reading) throw std::runtime_error(sentences(reading.diagnostics));
    return std::move(*reading.document);
  }

 private:
  std::filesystem::path path_;
};

/// A box as an OBJ file, in millimetres.
std::string obj(const BoxShape& b) {
  std::ostringstream s;
  s.precision(17);
  for (int i = 0; i < 8; ++i) {
    for (int a = 0; a < 3; ++a) {
      s << (a == 0 ? "v " : " ") << 1e3 * (b.centre[a] + (i >> a & 1 ? 1 : -1) * b.half_size[a]);
    }
    s << '\n';
  }
  s << "f 1 3 4 2\nf 5 6 8 7\nf 1 2 6 5\nf 3 7 8 4\nf 1 5 7 3\nf 2 4 8 6\n";
  return s.str();
}

Observation after_rest(const Document& document) {
  Plant plant(build_plant(document.root));
  plant.input().prescribed = 1.0;
  for (int n = 0; n < 6000; ++n) EXPECT_EQ(plant.step(), StepStatus::kOk);
  return observe(plant);
}

TEST(OwnShapes, PadsOfTrianglesCarryAsTheBuiltInOnes) {
  const Folder folder;
  for (const char* angle : {"0", "60"}) {
    const Document built_in = folder.scenario("", angle);
    const auto design = build_plant(built_in.root);
    ASSERT_EQ(design->shapes.size(), 2u);
    std::string shapes = "shapes:\n";
    for (const Shape& s : design->shapes) {
      // the files are those of the first hinge hole, the scenario's is the second
      BoxShape box = std::get<BoxShape>(s.geometry);
      box.centre.z() += 0.03;
      folder.write(s.name + ".obj", obj(box));
      shapes += "  - {name: " + s.name + ", part: bed, file: " + s.name + ".obj}\n";
    }
    const auto own = build_plant(folder.scenario(shapes, angle).root);
    for (int c = 0; c < design->model.contact.count; ++c) {
      const Vec3<double>& p = design->start.contact.point[c].x_C;
      const LocalPlane at = nearest_plane(design->shapes, {p.x, p.y, p.z});
      const LocalPlane of = nearest_plane(own->shapes, {p.x, p.y, p.z});
      EXPECT_NEAR(at.distance, of.distance, 1e-9) << c;
      EXPECT_LT((at.normal - of.normal).norm(), 1e-6)
          << c << ": " << p.x << " " << p.y << " " << p.z << " normal " << at.normal.transpose()
          << " and " << of.normal.transpose() << " at " << at.distance << " " << of.distance;
    }
    const Observation a = after_rest(built_in), b = after_rest(folder.scenario(shapes, angle));
    std::printf("at %s deg: bed %.4f and %.4f N, cuffs %.4f and %.4f N\n", angle, a.bed_normal,
                b.bed_normal, a.cuff_pull, b.cuff_pull);
    EXPECT_NEAR(a.bed_normal, b.bed_normal, 1e-3);
    EXPECT_NEAR(a.bed_friction, b.bed_friction, 1e-3);
    EXPECT_NEAR(a.cuff_pull, b.cuff_pull, 1e-3);
    for (int k = 0; k < kLevels; ++k) EXPECT_NEAR(a.section_axial[k], b.section_axial[k], 1e-3);
  }
}

TEST(OwnShapes, ThoseOfTheFrameAreWhatHandsComeNear) {
  const Folder folder;
  BoxShape bar;  // from the pivot
  bar.centre = {0.0, 0.0, 0.5};
  bar.half_size = {0.02, 0.5, 0.02};
  folder.write("bar.obj", obj(bar));
  const Document document = folder.scenario(
      "shapes:\n  - {name: bar, part: frame, file: bar.obj, units: mm, as: hull, position_m: [0.1, "
      "0, 0]}\n",
      "0");
  const auto design = build_plant(document.root);
  ASSERT_EQ(design->frame_shapes.size(), 1u);
  const LocalPlane top = nearest_plane(design->frame_shapes, {0.1, 0.0, 1.62});
  EXPECT_NEAR(top.distance, 0.1, 1e-5);  // pivot at 1.0 m
  Plant plant(design);
  const Observation o = observe(plant);
  // hands at the sides, some 0.1 m above the bed, which is 0.155 m below the pivot
  EXPECT_GT(o.hand_frame_clearance[0], 0.3);
  EXPECT_LT(o.hand_frame_clearance[0], 0.8);
  EXPECT_NEAR(o.hand_floor_clearance[0], 0.87, 0.08);
  EXPECT_NEAR(o.hand_floor_clearance[0], o.hand_floor_clearance[1], 1e-9);
}

TEST(OwnShapes, SayWhatIsWrongAndWhere) {
  const Folder folder;
  const auto refusal = [&folder](const std::string& shape) -> std::string {
    try {
      build_plant(folder.scenario("shapes:\n  - " + shape + "\n", "0").root);
    } catch (const std::exception& e) { return e.what(); }
    return "";
  };
  EXPECT_THAT(refusal("{name: pad, part: bed, file: missing.stl}"),
              testing::AllOf(HasSubstr("own_table.yaml:"), HasSubstr("shapes.pad.file: there is no "
                                                                     "file")));
  folder.write("open.obj", "v 0 0 0\nv 900 0 0\nv 0 900 0\nv 0 0 900\nf 1 3 2\nf 1 2 4\nf 1 4 3\n");
  EXPECT_THAT(refusal("{name: pad, part: bed, file: open.obj}"), HasSubstr("not closed: 3 of"));
  EXPECT_EQ(refusal("{name: pad, part: bed, file: open.obj, as: hull}"), "");
  EXPECT_THAT(refusal("{name: pad, part: bed, file: open.obj, units: ft}"), HasSubstr("units"));
  folder.write("long.stl", "solid a\n");
  EXPECT_THAT(refusal("{name: pad, part: bed, file: long.stl}"), HasSubstr("long.stl: the file"));
}

TEST(OwnShapes, AreNamedWithTheHashOfTheirBytes) {
  const Folder folder;
  folder.write("a.obj", obj({}));
  const std::string shape = "shapes:\n  - {name: pad, part: bed, file: a.obj, units: m}\n";
  const auto before = shape_files(folder.scenario(shape, "0").root.at("table"));
  ASSERT_EQ(before.size(), 1u);
  EXPECT_THAT(before[0].path, testing::EndsWith("a.obj"));
  folder.write("a.obj", obj({}) + "# the same box\n");
  EXPECT_NE(before[0].hash, shape_files(folder.scenario(shape, "0").root.at("table"))[0].hash);
}

}  // namespace
}  // namespace inversim
