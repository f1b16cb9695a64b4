// SPDX-License-Identifier: Apache-2.0
#include "inversim/scenario/zero_state.h"

#include <cmath>
#include <stdexcept>

#include "inversim/contact/refresh.h"

namespace inversim {
namespace {

constexpr double kStep = 2e-3;      // [s]
constexpr int kSteps = 300;         // until contacts are made
constexpr double kSlowDown = 0.99;  // of all velocities, each step

/// Lets the body come to rest on the bed, held horizontal.
void come_to_rest(const PlantDesign& design, PlantState<double>& state,
                  PlantWork<double, 1>& work) {
  PlantInput<double> input = design.input;
  input.prescribed = 1.0;
  input.prescribed_acceleration = 0.0;
  const PlantKernels& kernels = plant_kernels();
  const int contacts = design.model.contact.count;
  for (int i = 0; i < kSteps; ++i) {
    refresh_planes(design.shapes, contacts, state.contact);
    kernels.step(design.model, input, kStep, state, work);
    for (int b = 0; b < design.model.tree.body_count; ++b) {
      state.tree.joint[b].w = kSlowDown * state.tree.joint[b].w;
      state.tree.joint[b].v = kSlowDown * state.tree.joint[b].v;
    }
  }
  refresh_planes(design.shapes, contacts, state.contact);
  const RestReport rest = kernels.find_rest(design.model, input, kRestIterations, state, work);
  if (!rest.converged)
    throw std::runtime_error("a person of these figures does not come to rest lying");
  kernels.evaluate(design.model, input, state, work);
}

/// Force and moment that each level carries to its cranial body at rest, axes of the disc, about
/// the joint: what holds the cranial bodies against weight and contact.
void level_loads(const PlantModel<double>& m, const PlantWork<double, 1>& w,
                 std::array<Wrench<double>, kLevels>& out) {
  std::array<Wrench<double>, kPlantBodies> held{};
  for (auto& h : held) h = zero_wrench<double>();
  for (int i = kPlantBodies - 1; i >= kFirstSegment; --i) {
    const BodyWork<double, 1>& b = w.tree.body[i];
    const Link<double>& link = m.tree.link[i];
    // at rest the body's own need is its weight less its contact force
    const Vec3<double> g = transpose_times(b.R_CB, w.g_C);
    Wrench<double> need = {-cross(link.mc, g), -(link.m * g)};
    if (m.tree.touches[i]) need = need - w.load[i].W;
    held[i] = held[i] + need;
    const Wrench<double> at_joint = rotate(b.R_PB, held[i]);
    if (i >= body_of_level(kLevels - 1) && i <= kSkullBody) out[kSkullBody - i] = at_joint;
    const int parent = m.tree.parent[i];
    if (parent >= kFirstSegment) held[parent] = held[parent] + shift(at_joint, b.r_P);
  }
}

/// Angle at which the level's moment on the cranial body is M, about one axis; the law is odd in
/// the offset only piecewise, so by bisection of its monotone moment.
double angle_for(double M, const auto& moment) {
  double low = -0.5, high = 0.5;
  for (int i = 0; i < 80; ++i) {
    const double middle = 0.5 * (low + high);
    (moment(middle) < M ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

void solve_zero_state(PlantDesign& design) {
  // levels welded, no friction: what the bed and gravity alone do to the reference posture
  PlantDesign rigid = design;
  rigid.model.tree.joint[kFrameBody] = JointKind::kWelded;  // whatever the frame does later
  for (int i = 0; i < kLevels; ++i) rigid.model.tree.joint[body_of_level(i)] = JointKind::kWelded;
  for (int c = 0; c < rigid.model.contact.count; ++c) rigid.model.contact.point[c].mu = 0.0;
  PlantState<double> state = design.start;
  const auto work = std::make_unique<PlantWork<double, 1>>();
  come_to_rest(rigid, state, *work);
  std::array<Wrench<double>, kLevels> load;
  level_loads(rigid.model, *work, load);

  SpineModel<double>& spine = design.model.spine;
  for (int i = 0; i < kLevels; ++i) {
    DiscElastic<double>& disc = spine.disc[i];
    // the level pulls the cranial body by disc and tone; tension is towards -x
    const double disc_axial = -load[i].f.x - spine.tone.steady[i];
    disc.free_displacement = -displacement_at(disc, disc_axial);
    const double factor = preload_factor<double>(spine.preload, std::fmax(-disc_axial, 0.0));
    disc.free_shear = {0.0, load[i].f.y / (factor * disc.k_lateral),
                       load[i].f.z / (factor * disc.k_anterior)};
    const auto law = [&](const Vec3<double>& a) {
      DiscElastic<double> free = disc;
      free.free_angle = zero3<double>();
      return disc_force<double>(free, a, zero3<double>(), zero3<double>(), zero3<double>(), factor)
          .moment;
    };
    // moment on the cranial body is -M(a) at the angle a from the free one; the zero state is at
    // minus the free angle
    const Vec3<double>& n = load[i].n;
    disc.free_angle = {-angle_for(-n.x,
                                  [&](double a) {
                                    return -law({a, 0, 0}).x;
                                  }),
                       -angle_for(-n.y,
                                  [&](double a) {
                                    return -law({0, a, 0}).y;
                                  }),
                       -angle_for(-n.z, [&](double a) {
                         return -law({0, 0, a}).z;
                       })};
    design.start.spine.compression[i] = std::fmax(-disc_axial, 0.0);
    // upright, what the bed held is gone: muscles balance the disc as well as the weight
    design.model.posture.upright_moment[i] = design.model.posture.upright_moment[i] - n;
  }

  // the person starts where that rest was found, seen from the bed
  for (int i = kFirstSegment; i < kPlantBodies; ++i) {
    design.start.tree.joint[i] = state.tree.joint[i];
    design.start.tree.joint[i].w = zero3<double>();
    design.start.tree.joint[i].v = zero3<double>();
  }
  design.start.contact = state.contact;
}

}  // namespace inversim
