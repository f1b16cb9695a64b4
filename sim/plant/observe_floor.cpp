// SPDX-License-Identifier: Apache-2.0
#include "inversim/plant/observe_floor.h"

#include <algorithm>
#include <cmath>

namespace inversim {

double height_over_floor(const PlantWork<double, 1>& w, int body, const Vec3<double>& p_BP) {
  return point(pose_in_world(w, body), p_BP).z;
}

FloorObservation observe_floor(const PlantDesign& design, const PlantState<double>& state,
                               const PlantWork<double, 1>& w) {
  const PlantModel<double>& m = design.model;
  const FrameFeetParams<double>& feet = design.table.model.feet;
  FloorObservation o{};
  if (!m.stands) return o;
  double moment_x = 0.0, moment_y = 0.0;  // of the normal forces about the frame's origin
  for (int c = 0; c < m.floor.count; ++c) {
    const Pose<double> X_WB = pose_in_world(w, m.floor.body[c]);
    const ContactForce<double> f = floor_force(m, state, w, c, X_WB);
    if (c >= kFrameFeet) {
      o.other_normal += f.normal;
      continue;
    }
    o.foot_normal[c] = f.normal;
    o.foot_tangential[c] = std::sqrt(f.force_C.x * f.force_C.x + f.force_C.y * f.force_C.y);
    if (f.normal <= 0.0) o.feet_lifted += 1.0;
    o.normal += f.normal;
    const Vec3<double> at = foot_position(feet, c);
    moment_x += f.normal * at.y;
    moment_y -= f.normal * at.x;
    o.slid = std::max(o.slid, state.floor.point[c].slid);
  }
  // the feet's own centre of pressure, on the plane of the feet
  const FrameLoad<double> load =
      frame_load<double>(feet, {{moment_x, moment_y, 0.0}, {0.0, 0.0, o.normal}}, zero3<double>());
  o.margin = std::max(load.margin, 0.0);
  o.margin_fore_aft =
      o.normal > 0.0 ? std::max(0.5 * feet.length - std::fabs(load.centre_x - feet.centre_x), 0.0)
                     : 0.0;

  const Mat3<double>& R = w.tree.body[kFrameBody].R_PB;
  o.tilt = std::atan2(std::hypot(R.xz, R.yz), R.zz);
  o.yaw = std::atan2(R.yx, R.xx);
  o.pitch = std::atan2(-R.zx, std::hypot(R.xx, R.yx));
  o.roll = std::atan2(-R.zy, R.zz);
  return o;
}

}  // namespace inversim
