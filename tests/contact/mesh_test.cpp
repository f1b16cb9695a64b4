// SPDX-License-Identifier: Apache-2.0
// Shapes from STL and OBJ files: a box so given is the built-in box; what is broken is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <random>

#include "inversim/contact/mesh_file.h"

namespace inversim {
namespace {

using Eigen::Vector3d;
using testing::HasSubstr;

BoxShape box() {
  BoxShape b;
  b.centre = {0.25, -0.125, 0.375};
  b.half_size = {0.5, 0.25, 0.125};
  return b;
}

// corner i has the sign of bit 0 along x, of bit 1 along y, of bit 2 along z
Vector3d corner(int i) {
  const BoxShape b = box();
  return b.centre +
         b.half_size.cwiseProduct(Vector3d(i & 1 ? 1 : -1, i & 2 ? 1 : -1, i & 4 ? 1 : -1));
}

constexpr int kFaces[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4},
                              {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};

std::vector<std::array<int, 3>> triangles() {
  std::vector<std::array<int, 3>> out;
  for (const auto& f : kFaces) {
    out.push_back({f[0], f[1], f[2]});
    out.push_back({f[0], f[2], f[3]});
  }
  return out;
}

/// Figures are in millimetres.
std::string text_stl(std::size_t leave_out = 99) {
  std::string s = "solid box\n";
  const auto all = triangles();
  for (std::size_t n = 0; n < all.size(); ++n) {
    if (n == leave_out) continue;
    s += "  facet normal 0 0 0\n    outer loop\n";
    for (const int i : all[n]) {
      const Vector3d p = 1e3 * corner(i);
      s += "      vertex " + std::to_string(p.x()) + " " + std::to_string(p.y()) + " " +
           std::to_string(p.z()) + "\n";
    }
    s += "    endloop\n  endfacet\n";
  }
  return s + "endsolid box\n";
}

std::string binary_stl() {
  std::string s = "solid";  // as some programs do
  s.resize(80, ' ');
  const auto count = static_cast<std::uint32_t>(triangles().size());
  s.append(reinterpret_cast<const char*>(&count), 4);
  for (const auto& t : triangles()) {
    float v[12] = {};
    for (int k = 0; k < 3; ++k) {
      const Vector3d p = 1e3 * corner(t[static_cast<std::size_t>(k)]);
      for (int a = 0; a < 3; ++a) v[3 + 3 * k + a] = static_cast<float>(p[a]);
    }
    s.append(reinterpret_cast<const char*>(v), sizeof v);
    s.append(2, '\0');
  }
  return s;
}

std::string obj() {
  std::string s = "# a box\no box\n";
  for (int i = 0; i < 8; ++i) {
    const Vector3d p = 1e3 * corner(i);
    s += "v " + std::to_string(p.x()) + " " + std::to_string(p.y()) + " " + std::to_string(p.z()) +
         "\n";
  }
  s += "vn 0 0 1\n";
  int n = 0;
  for (const auto& f : kFaces) {  // corners by number, by number from the end, with a normal
    s += "f";
    for (const int i : f) {
      s += " " + (n % 3 == 0   ? std::to_string(i + 1)
                  : n % 3 == 1 ? std::to_string(i - 8)
                               : std::to_string(i + 1) + "//1");
    }
    s += "\n";
    ++n;
  }
  return s;
}

Shape as_mesh(const std::string& name, const std::string& bytes) {
  TriangleMesh mesh = parse_mesh(name, bytes, 1e-3);
  close_mesh(name, mesh);
  return {name, MeshShape{std::make_shared<MeshSurface>(mesh)}};
}

std::string refusal(const std::string& name, const std::string& bytes) {
  try {
    TriangleMesh mesh = parse_mesh(name, bytes, 1e-3);
    close_mesh(name, mesh);
  } catch (const std::invalid_argument& e) { return e.what(); }
  return "";
}

TEST(Mesh, ABoxOfTrianglesIsTheBuiltInBox) {
  const Shape built_in = {"box", box()};
  for (const Shape& mesh :
       {as_mesh("a.stl", text_stl()), as_mesh("b.STL", binary_stl()), as_mesh("c.obj", obj())}) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> any(-1.2, 1.2);
    for (int n = 0; n < 4000; ++n) {
      // some of them inside, on faces, and far away
      Vector3d x = box().centre +
                   (n % 4 == 0 ? 0.12 : 1.0) * Vector3d(any(random), any(random), any(random));
      if (n % 50 == 0) x *= 30.0;
      const LocalPlane a = local_plane(built_in, x), b = local_plane(mesh, x);
      ASSERT_NEAR(a.distance, b.distance, 1e-9 * (1 + std::fabs(a.distance))) << mesh.name << n;
      // two faces are as near from the middle of an edge inside
      if (a.distance > 1e-6) { ASSERT_LT((a.normal - b.normal).norm(), 1e-6) << mesh.name << n; }
      ASSERT_NEAR(b.normal.norm(), 1.0, 1e-12);
      ASSERT_NEAR(b.normal.dot(x) - b.offset, b.distance, 1e-9);
    }
  }
}

TEST(Mesh, AHullOfTrianglesIsTheBuiltInBoxOutside) {
  const Shape built_in = {"box", box()};
  const Shape hull = {"hull", hull_of("c.obj", parse_mesh("c.obj", obj(), 1e-3))};
  EXPECT_EQ(std::get<HullShape>(hull.geometry).points.size(), 8);
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> any(-1.2, 1.2);
  for (int n = 0; n < 500; ++n) {
    const Vector3d x = box().centre + Vector3d(any(random), any(random), any(random));
    const LocalPlane a = local_plane(built_in, x), b = local_plane(hull, x);
    if (a.distance > 1e-3) { EXPECT_NEAR(a.distance, b.distance, 1e-5); }
  }
}

// a notch is what a hull fills: an L in cross section
TEST(Mesh, KeepsItsHollows) {
  std::string s;
  const double outline[6][2] = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}};
  for (const double y : {-1.0, 1.0}) {
    for (const auto& p : outline) {
      s +=
          "v " + std::to_string(p[0]) + " " + std::to_string(y) + " " + std::to_string(p[1]) + "\n";
    }
  }
  s += "f 1 2 3 4\nf 1 4 5 6\nf 10 9 8 7\nf 12 11 10 7\n";
  for (int i = 0; i < 6; ++i) {
    const int a = i + 1, b = (i + 1) % 6 + 1;
    s += "f " + std::to_string(b) + " " + std::to_string(a) + " " + std::to_string(a + 6) + " " +
         std::to_string(b + 6) + "\n";
  }
  TriangleMesh mesh = parse_mesh("l.obj", s, 1.0);
  close_mesh("l.obj", mesh);
  const Shape hollow = {"l", MeshShape{std::make_shared<MeshSurface>(mesh)}};
  EXPECT_NEAR(local_plane(hollow, {1.5, 0, 1.4}).distance, 0.4, 1e-12);
  EXPECT_NEAR(local_plane(hollow, {1.3, 0, 1.6}).distance, 0.3, 1e-12);
  EXPECT_NEAR(local_plane(hollow, {0.9, 0, 0.9}).distance, -std::sqrt(0.02), 1e-12);
  EXPECT_NEAR(local_plane({"hull", hull_of("l.obj", mesh)}, {1.4, 0, 1.4}).distance,
              -0.2 / std::sqrt(2.0), 1e-3);
}

TEST(Mesh, SaysWhatIsWrong) {
  EXPECT_THAT(refusal("x.step", "solid"), HasSubstr("x.step: a file of triangles ends in .stl"));
  EXPECT_THAT(refusal("x.stl", ""), HasSubstr("too short"));
  EXPECT_THAT(refusal("x.stl", "solid a\nendsolid a\n"), HasSubstr("no triangles"));
  EXPECT_THAT(refusal("x.stl", "solid a\nfacet\nouter loop\nvertex 1 2\n"),
              HasSubstr("line 4: three numbers expected, found 'end of line'"));
  EXPECT_THAT(refusal("x.stl", "solid a\nvertex 1 2 three\n"), HasSubstr("found 'three'"));
  EXPECT_THAT(refusal("x.stl", "solid a\nvertex 1 2 3\nendloop\n"), HasSubstr("1 corners"));
  EXPECT_THAT(refusal("x.stl", "solid a\nvertices\n"), HasSubstr("line 2: 'vertices' is no word"));
  EXPECT_THAT(refusal("x.stl", text_stl().substr(0, 400)), HasSubstr("ends within its solid"));
  EXPECT_THAT(refusal("x.stl", text_stl(3)), HasSubstr("not closed: 3 of"));
  EXPECT_THAT(refusal("x.stl", binary_stl().substr(0, 300)), HasSubstr("ends within its solid"));
  const std::string torn = "STLB " + binary_stl().substr(5, 295);
  EXPECT_THAT(refusal("x.stl", torn), HasSubstr("take 684 bytes, found 300"));
  EXPECT_THAT(refusal("x.obj", "v 1 2 3\nf 1 2 3\n"), HasSubstr("line 2: '2' is none of the 1"));
  EXPECT_THAT(refusal("x.obj", "v 1 2 3\nf 1 1\n"), HasSubstr("a face has 2 corners"));
  EXPECT_THAT(refusal("x.obj", "v 1 2 nan\n"), HasSubstr("within 100 m"));
  EXPECT_THAT(refusal("x.obj", "v 1 2 1e6\n"), HasSubstr("are the units right"));
  EXPECT_THAT(refusal("x.obj", "v 0 0 0\nv 9 0 0\nv 0 9 0\nf 1 2 3\nf 3 2 1\n"),
              HasSubstr("encloses nothing"));
}

// inside out is no harm
TEST(Mesh, TurnsOutward) {
  std::string s = obj();
  TriangleMesh mesh = parse_mesh("x.obj", s, 1e-3);
  for (auto& t : mesh.triangles) std::swap(t[0], t[1]);
  close_mesh("x.obj", mesh);
  EXPECT_NEAR(MeshSurface(mesh).nearest(box().centre).distance, -0.125, 1e-12);
}

// broken anyhow, a file is refused or read, and never more than that
TEST(Mesh, SurvivesAnyBytes) {
  std::mt19937_64 random(2024);
  int refused = 0, read = 0;
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"a.stl", text_stl()},
                                    {"b.stl", binary_stl()},
                                    {"c.obj", obj()}}) {
    for (int n = 0; n < 3000; ++n) {
      std::string broken = bytes;
      const int changes = 1 + static_cast<int>(random() % 4);
      for (int k = 0; k < changes; ++k) {
        const std::size_t at = random() % broken.size();
        switch (random() % 4) {
          case 0:
            broken[at] = static_cast<char>(random());
            break;
          case 1:
            broken.erase(at, 1 + random() % 20);
            break;
          case 2:
            broken.insert(at, broken.substr(random() % broken.size(), 1 + random() % 20));
            break;
          default:
            broken.resize(at);
        }
        if (broken.empty()) break;
      }
      try {
        TriangleMesh mesh = parse_mesh(name, broken, 1e-3);
        close_mesh(name, mesh);
        const LocalPlane p = MeshSurface(mesh).nearest({0.1, 0.2, 0.3});
        EXPECT_TRUE(std::isfinite(p.distance) && p.normal.allFinite());
        ++read;
      } catch (const std::invalid_argument&) { ++refused; }
    }
  }
  std::printf("%d refused, %d read\n", refused, read);
  EXPECT_GT(refused, 3000);
}

TEST(Distance, OfARoundTube) {
  CapsuleShape tube;
  tube.from = {0.1, -0.3, 1.0};
  tube.to = {0.6, -0.3, 0.0};
  tube.radius = 0.02;
  const Shape shape = {"leg", tube};
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> any(-1, 1);
  for (int n = 0; n < 200; ++n) {
    const Vector3d x(any(random), any(random), any(random));
    double least = 1e9;
    for (int k = 0; k <= 20000; ++k) {
      least = std::min(least, (tube.from + k / 20000.0 * (tube.to - tube.from) - x).norm());
    }
    const LocalPlane p = local_plane(shape, x);
    EXPECT_NEAR(p.distance, least - 0.02, 1e-6);
    EXPECT_NEAR(p.normal.dot(x) - p.offset, p.distance, 1e-12);
  }
}

}  // namespace
}  // namespace inversim
