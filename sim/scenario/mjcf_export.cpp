// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/mjcf_export.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <set>
#include <stdexcept>

#include "inversim/language/markup.h"
#include "inversim/math/rotation.h"

namespace inversim {
namespace {

std::string text(double x) { return fmt::format("{:.17g}", x); }
std::string text(const Vec3<double>& v) {
  return fmt::format("{:.17g} {:.17g} {:.17g}", v.x, v.y, v.z);
}
std::string text(const Quat<double>& q) {
  return fmt::format("{:.17g} {:.17g} {:.17g} {:.17g}", q.w, q.x, q.y, q.z);
}

void check_names(const TreeModel<double>& tree, const std::vector<std::string>& names) {
  if (names.size() != static_cast<std::size_t>(tree.body_count)) {
    throw std::invalid_argument(
        fmt::format("MJCF export: {} names for {} bodies", names.size(), tree.body_count));
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (name.empty()) throw std::invalid_argument("MJCF export: a body has no name");
    if (name == "world") throw std::invalid_argument("MJCF export: 'world' is a reserved name");
    if (!seen.insert(name).second) {
      throw std::invalid_argument(fmt::format("MJCF export: two bodies are named '{}'", name));
    }
  }
}

class Writer {
 public:
  Writer(const TreeModel<double>& tree, const std::vector<std::string>& names,
         const TreeState<double>& neutral)
      : tree_(tree), names_(names), neutral_(neutral) {}

  void body(int i, int depth) {
    const std::size_t k = static_cast<std::size_t>(i);
    const std::string name = markup_text(names_[k]);
    const JointState<double>& x = neutral_.joint[i];
    line(depth, fmt::format(R"(<body name="{}" pos="{}" quat="{}">)", name,
                            text(tree_.link[i].p_PJ + x.p_JB), text(x.q_PB)));
    joints(i, name, depth + 1);
    inertial(tree_.link[i], depth + 1);
    for (int child = i + 1; child < tree_.body_count; ++child) {
      if (tree_.parent[child] == i) body(child, depth + 1);
    }
    line(depth, "</body>");
  }

  void line(int depth, std::string_view content) {
    fmt::format_to(std::back_inserter(out_), "{:{}}{}\n", "", 2 * depth, content);
  }

  std::string take() { return std::move(out_); }

 private:
  void joints(int i, const std::string& name, int depth) {
    const JointState<double>& x = neutral_.joint[i];
    // axes are the parent's, MuJoCo wants them in the child's
    const Mat3<double> R_PB = rotation_matrix(x.q_PB);
    const auto one_axis = [&](const char* suffix, const char* type, const Vec3<double>& axis_P,
                              double ref) {
      line(depth, fmt::format(R"(<joint name="{}_{}" type="{}" axis="{}" ref="{}"/>)", name, suffix,
                              type, text(transpose_times(R_PB, axis_P)), text(ref)));
    };
    const auto ball = [&] {
      line(depth, fmt::format(R"(<joint name="{}_ball" type="ball"/>)", name));
    };
    switch (tree_.joint[i]) {
      case JointKind::kWelded:
        break;
      case JointKind::kFloating:
        line(depth, fmt::format(R"(<freejoint name="{}_free"/>)", name));
        break;
      case JointKind::kRevolute:
        one_axis("hinge", "hinge", {0, 1, 0}, x.angle);
        break;
      case JointKind::kSpherical:
        ball();
        break;
      case JointKind::kBushing:
        one_axis("x", "slide", {1, 0, 0}, x.p_JB.x);
        one_axis("y", "slide", {0, 1, 0}, x.p_JB.y);
        one_axis("z", "slide", {0, 0, 1}, x.p_JB.z);
        ball();
        break;
    }
  }

  void inertial(const Link<double>& link, int depth) {
    if (!(link.m > 0)) return;
    const Vec3<double> c = (1 / link.m) * link.mc;
    // about the centre of mass: I_o + m [c]x [c]x
    const double m = link.m;
    const Sym3<double> I =
        link.I_o +
        Sym3<double>{-m * (c.y * c.y + c.z * c.z), m * c.x * c.y, m * c.x * c.z,
                     -m * (c.x * c.x + c.z * c.z), m * c.y * c.z, -m * (c.x * c.x + c.y * c.y)};
    line(depth, fmt::format(R"(<inertial pos="{}" mass="{}" fullinertia="{} {} {} {} {} {}"/>)",
                            text(c), text(m), text(I.xx), text(I.yy), text(I.zz), text(I.xy),
                            text(I.xz), text(I.yz)));
  }

  const TreeModel<double>& tree_;
  const std::vector<std::string>& names_;
  const TreeState<double>& neutral_;
  std::string out_;
};

}  // namespace

std::string mjcf_text(const TreeModel<double>& tree, const std::vector<std::string>& names,
                      const TreeState<double>& neutral, const std::string& model_name) {
  check_names(tree, names);
  Writer writer(tree, names, neutral);
  writer.line(0, fmt::format(R"(<mujoco model="{}">)", markup_text(model_name)));
  writer.line(
      1,
      R"(<compiler angle="radian" autolimits="false" balanceinertia="false" boundmass="0" boundinertia="0" inertiafromgeom="false"/>)");
  writer.line(1, fmt::format(R"(<option gravity="{}"/>)", text(tree.g_W)));
  writer.line(1, "<worldbody>");
  writer.body(0, 2);
  writer.line(1, "</worldbody>");
  writer.line(0, "</mujoco>");
  return writer.take();
}

}  // namespace inversim
