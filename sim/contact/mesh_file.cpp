// SPDX-License-Identifier: Apache-2.0
#include "inversim/contact/mesh_file.h"

#include <LinearMath/btConvexHullComputer.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace inversim {
namespace {

using Eigen::Vector3d;

constexpr double kSame = 1e-6;         // [m] corners nearer than this are one
constexpr double kFurthest = 100.0;    // [m] from the origin
constexpr double kLeastVolume = 1e-9;  // [m^3]

static_assert(std::endian::native == std::endian::little, "binary STL is little-endian");

/// What a file may have in it does not reach a terminal as it is.
[[noreturn]] void refuse(const std::string& name, std::string why) {
  for (char& c : why) {
    if (c < 0x20 || c > 0x7e) c = '?';
  }
  throw std::invalid_argument(fmt::format("{}: {}", name, why));
}

/// Collects corners, each once, and triangles.
class Builder {
 public:
  Builder(const std::string& name, double metres) : name_(name), metres_(metres) {}

  int corner(const Vector3d& in_units, const std::string& where) {
    const Vector3d p = metres_ * in_units;
    if (!p.allFinite() || p.cwiseAbs().maxCoeff() > kFurthest) {
      refuse(name_, fmt::format("{}: a corner is not within {:g} m of the origin; are the units "
                                "right?",
                                where, kFurthest));
    }
    const std::array<std::int64_t, 3> key = {
        std::llround(p.x() / kSame), std::llround(p.y() / kSame), std::llround(p.z() / kSame)};
    const auto [at, is_new] = index_.try_emplace(key, static_cast<int>(mesh_.points.size()));
    if (is_new) mesh_.points.push_back(p);
    return at->second;
  }

  /// Triangles without extent are left out, as many programs write them.
  void triangle(int a, int b, int c) {
    if (a == b || b == c || c == a) return;
    if (mesh_.triangles.size() == kMostTriangles) {
      refuse(name_, fmt::format("more than {} triangles", kMostTriangles));
    }
    mesh_.triangles.push_back({a, b, c});
  }

  TriangleMesh finish() {
    if (mesh_.triangles.empty()) refuse(name_, "no triangles");
    return std::move(mesh_);
  }

 private:
  const std::string& name_;
  double metres_;
  std::map<std::array<std::int64_t, 3>, int> index_;
  TriangleMesh mesh_;
};

/// Words of a text, line by line.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}
  bool next() {
    if (at_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = end + 1;
    ++number_;
    words_.clear();
    constexpr std::string_view kSpace = " \t\r\f\v";
    for (std::size_t from = line.find_first_not_of(kSpace); from != std::string_view::npos;) {
      const std::size_t to = std::min(line.find_first_of(kSpace, from), line.size());
      words_.push_back(line.substr(from, to - from));
      from = line.find_first_not_of(kSpace, to);
    }
    return true;
  }
  int number() const { return number_; }
  const std::vector<std::string_view>& words() const { return words_; }
  std::string where() const { return fmt::format("line {}", number_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int number_ = 0;
  std::vector<std::string_view> words_;
};

template <class Number>
bool read_number(std::string_view word, Number& value) {
  if (!word.empty() && word.front() == '+') word.remove_prefix(1);
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc() && end == word.data() + word.size();
}

/// Three numbers from word `first` on.
Vector3d read_point(const std::string& name, const Lines& line, std::size_t first) {
  Vector3d p;
  for (std::size_t i = 0; i < 3; ++i) {
    const bool there = first + i < line.words().size();
    if (!there || !read_number(line.words()[first + i], p[static_cast<Eigen::Index>(i)])) {
      refuse(name, fmt::format("{}: three numbers expected, found '{}'", line.where(),
                               there ? line.words()[first + i].substr(0, 40) : "end of line"));
    }
  }
  return p;
}

void read_text_stl(const std::string& name, std::string_view bytes, Builder& out) {
  Lines line(bytes);
  std::vector<int> corners;
  bool ended = false;
  while (line.next()) {
    const auto& w = line.words();
    if (w.empty()) continue;
    if (w[0] == "vertex") {
      corners.push_back(out.corner(read_point(name, line, 1), line.where()));
    } else if (w[0] == "endloop") {
      if (corners.size() != 3) {
        refuse(name,
               fmt::format("{}: a facet has {} corners, expected 3", line.where(), corners.size()));
      }
      out.triangle(corners[0], corners[1], corners[2]);
      corners.clear();
    } else if (w[0] == "endsolid") {
      ended = true;
    } else if (w[0] != "solid" && w[0] != "facet" && w[0] != "outer" && w[0] != "endfacet") {
      refuse(name,
             fmt::format("{}: '{}' is no word of an STL file", line.where(), w[0].substr(0, 40)));
    }
  }
  if (!corners.empty() || !ended) refuse(name, "the file ends within its solid");
}

void read_binary_stl(const std::string& name, std::string_view bytes, std::uint32_t count,
                     Builder& out) {
  if (count > kMostTriangles) refuse(name, fmt::format("more than {} triangles", kMostTriangles));
  for (std::uint32_t i = 0; i < count; ++i) {
    float values[12];  // normal, then three corners
    std::memcpy(values, bytes.data() + 84 + 50 * static_cast<std::size_t>(i), sizeof values);
    int corner[3];
    for (std::size_t k = 0; k < 3; ++k) {
      const float* p = &values[3 + 3 * k];
      corner[k] = out.corner({p[0], p[1], p[2]}, fmt::format("triangle {}", i + 1));
    }
    out.triangle(corner[0], corner[1], corner[2]);
  }
}

void read_stl(const std::string& name, std::string_view bytes, Builder& out) {
  constexpr std::size_t kHead = 84, kEach = 50;
  std::uint32_t count = 0;
  if (bytes.size() >= kHead) std::memcpy(&count, bytes.data() + 80, sizeof count);
  // a binary file may begin with "solid" too: its length tells
  if (bytes.size() >= kHead && bytes.size() == kHead + kEach * static_cast<std::size_t>(count)) {
    return read_binary_stl(name, bytes, count, out);
  }
  if (bytes.starts_with("solid")) return read_text_stl(name, bytes, out);
  if (bytes.size() < kHead) refuse(name, "too short for an STL file");
  refuse(name, fmt::format("{} triangles of a binary STL file take {} bytes, found {}", count,
                           kHead + kEach * static_cast<std::size_t>(count), bytes.size()));
}

void read_obj(const std::string& name, std::string_view bytes, Builder& out) {
  Lines line(bytes);
  std::vector<int> points;  // the builder's index of each of the file's
  std::vector<int> face;
  while (line.next()) {
    const auto& w = line.words();
    if (w.empty()) continue;
    if (w[0] == "v") {
      points.push_back(out.corner(read_point(name, line, 1), line.where()));
    } else if (w[0] == "f") {
      face.clear();
      for (std::size_t i = 1; i < w.size(); ++i) {
        std::int64_t index = 0;
        const std::string_view word = w[i].substr(0, w[i].find('/'));
        const auto count = static_cast<std::int64_t>(points.size());
        if (!read_number(word, index) || index == 0 || index > count || index < -count) {
          refuse(name, fmt::format("{}: '{}' is none of the {} corners before it", line.where(),
                                   w[i].substr(0, 40), count));
        }
        face.push_back(points[static_cast<std::size_t>(index > 0 ? index - 1 : count + index)]);
      }
      if (face.size() < 3) {
        refuse(name, fmt::format("{}: a face has {} corners, expected 3 or more", line.where(),
                                 face.size()));
      }
      for (std::size_t i = 2; i < face.size(); ++i) out.triangle(face[0], face[i - 1], face[i]);
    }
    // normals, textures, groups and materials are of no effect
  }
}

}  // namespace

TriangleMesh parse_mesh(const std::string& name, std::string_view bytes, double metres) {
  if (bytes.size() > kMostMeshBytes) {
    refuse(name, fmt::format("{} bytes, at most {} are read", bytes.size(), kMostMeshBytes));
  }
  std::string end = name.size() < 4 ? "" : name.substr(name.size() - 4);
  std::ranges::transform(end, end.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  Builder builder(name, metres);
  if (end == ".stl") {
    read_stl(name, bytes, builder);
  } else if (end == ".obj") {
    read_obj(name, bytes, builder);
  } else {
    refuse(name, "a file of triangles ends in .stl or .obj");
  }
  return builder.finish();
}

void close_mesh(const std::string& name, TriangleMesh& mesh) {
  std::map<std::pair<int, int>, int> edges;
  double volume = 0.0;
  for (const auto& t : mesh.triangles) {
    for (std::size_t i = 0; i < 3; ++i) ++edges[{t[i], t[(i + 1) % 3]}];
    const auto at = [&](int i) { return mesh.points[static_cast<std::size_t>(t[i])]; };
    volume += at(0).dot(at(1).cross(at(2))) / 6.0;
  }
  int open = 0;
  for (const auto& [edge, count] : edges) {
    const auto back = edges.find({edge.second, edge.first});
    if (count != 1 || back == edges.end()) ++open;
  }
  if (open > 0) {
    refuse(name, fmt::format("the surface is not closed: {} of {} edges have no single triangle on "
                             "their other side; a hull does not need that",
                             open, edges.size()));
  }
  if (std::fabs(volume) < kLeastVolume) refuse(name, "the surface encloses nothing");
  if (volume < 0) {
    for (auto& t : mesh.triangles) std::swap(t[1], t[2]);
  }
}

HullShape hull_of(const std::string& name, const TriangleMesh& mesh) {
  btConvexHullComputer hull;
  hull.compute(mesh.points.front().data(), sizeof(Vector3d), static_cast<int>(mesh.points.size()),
               0, 0);
  HullShape shape;
  for (int i = 0; i < hull.vertices.size(); ++i) {
    const btVector3& p = hull.vertices[i];
    shape.points.emplace_back(p.x(), p.y(), p.z());
  }
  // a flat set has two faces, back to back
  if (shape.points.size() < 4 || hull.faces.size() < 4) refuse(name, "its hull is flat");
  if (shape.points.size() > kMostHullPoints) {
    refuse(name, fmt::format("its hull has {} corners, at most {}; take it as a mesh",
                             shape.points.size(), kMostHullPoints));
  }
  return shape;
}

}  // namespace inversim
