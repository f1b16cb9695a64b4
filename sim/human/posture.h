// SPDX-License-Identifier: Apache-2.0
// Posture and effort: what muscles do at the joints. docs/posture.md.
//
// Limb joints hold a target orientation with passive and active stiffness. The spine has three
// section servos (pelvis-T12, T12-T1, T1-head) in flexion and lateral bending: neither passive
// discs nor a follower load keep an upright column from buckling. A muscle that spans a section
// loads every level of it with the same moment; gravity is fed forward per level; strength is
// limited; all of it fades out as the bed passes the horizontal. What the person does with the
// trunk on purpose, a crunch or a twist, drives the two trunk sections at any angle; the muscles
// that do it press the discs with moment over lever arm.
#pragma once

#include "inversim/math/elementary.h"
#include "inversim/math/smooth.h"
#include "inversim/multibody/tree_work.h"
#include "inversim/spine/levels.h"

namespace inversim {

inline constexpr int kSections = 3;
/// First and last level of each section, counted from the head.
inline constexpr int kSectionFirst[kSections] = {kLevelT12L1, 8, 0};
inline constexpr int kSectionLast[kSections] = {kLevelL5S1, 18, kLevelC7T1};
constexpr int section_of_level(int level) {
  return level <= kSectionLast[2] ? 2 : level <= kSectionLast[1] ? 1 : 0;
}

/// A limb joint, axes of the parent.
template <class T>
struct JointPosture {
  Quat<T> q_neutral;       ///< child axes to parent axes in the reference posture
  Vec3<T> k_rotation;      ///< [N m/rad] at all times
  Vec3<T> k_active;        ///< [N m/rad] more while upright
  Vec3<T> d_rotation;      ///< [N m s/rad]
  Vec3<T> d_active;        ///< [N m s/rad] more while upright
  Vec3<T> k_translation;   ///< [N/m] laxity of the joint (bushing joints)
  Vec3<T> d_translation;   ///< [N s/m]
  Vec3<T> upright_moment;  ///< [N m] muscle moment that holds the cranial weight upright
  T strength;              ///< [N m] limit of the active moment per axis
};

template <class T>
struct ActivePosture {
  T k_section[kSections];           ///< [N m/rad]
  T d_section[kSections];           ///< [N m s/rad]
  T strength[kSections];            ///< [N m] limit per level and axis
  T lever;                          ///< [m] of the muscles that bend and twist the trunk
  Vec3<T> upright_moment[kLevels];  ///< [N m] holds the reference posture upright, disc axes
  T sin_fade_start, sin_fade_end;   ///< sines of the bed angles between which all of it fades
  T enabled;                        ///< 0 or 1
};

/// Sum of the angles and rates of a section's levels: x axial rotation, y flexion (-) and extension
/// (+), z lateral bending.
template <class T>
struct SectionMotion {
  Vec3<T> angle;  ///< [rad]
  Vec3<T> rate;   ///< [rad/s]
};

/// What a person does with the trunk on purpose.
template <class T>
struct TrunkWill {
  Vec3<T> angle;  ///< [rad] of T1 against the pelvis, axes as above; each trunk section takes half
  T effort;       ///< 0 .. 1: share of the servos' stiffness that is behind it
};

inline namespace INVERSIM_LEVEL {

/// 1 up to the bed angle where active posture begins to fade, 0 from where it has faded.
template <class T>
INVERSIM_INLINE T upright_share(const ActivePosture<T>& p, const T& sin_a) {
  const T faded =
      smooth_step<T>((sin_a - p.sin_fade_start) / (p.sin_fade_end - p.sin_fade_start)).value;
  return p.enabled * (1.0 - faded);
}

/// Drive of a limb joint towards the orientation q_target, turning at w_target; sin_a is the sine
/// of the bed angle, upright the share of active posture, hold that of the stiffness at all times.
template <class T>
INVERSIM_INLINE void drive_limb(const JointPosture<T>& p, const JointState<T>& x,
                                const Quat<T>& q_target, const Vec3<T>& w_target, const T& sin_a,
                                const T& upright, const T& hold, const T& theta_h,
                                JointDrive<T>& drive) {
  const RotationMeasure<T> r = rotation_measure(x.q_PB, q_target);
  const Vec3<T> k = hold * p.k_rotation + upright * p.k_active;
  Vec3<T> muscle = (upright * (-sin_a)) * p.upright_moment - scale(k, r.e);
  const Sloped<T> mx = smooth_limit<T>(muscle.x, p.strength);
  const Sloped<T> my = smooth_limit<T>(muscle.y, p.strength);
  const Sloped<T> mz = smooth_limit<T>(muscle.z, p.strength);
  muscle = {mx.value, my.value, mz.value};
  const Vec3<T> K = {k.x * mx.slope, k.y * my.slope, k.z * mz.slope};
  const Vec3<T> D = p.d_rotation + upright * p.d_active;
  const Vec3<T> f = moment_on_velocity(r, muscle) - scale(D, x.w - w_target);
  set_implicit(drive.tau.n, drive.H_w, f, K, D, theta_h);
  const Vec3<T> g = -scale(p.k_translation, x.p_JB) - scale(p.d_translation, x.v);
  set_implicit(drive.tau.f, drive.H_v, g, p.k_translation, p.d_translation, theta_h);
}

/// How much of a section's servo is active about y and z.
template <class T>
INVERSIM_INLINE T section_share(int section, const T& upright, const TrunkWill<T>& will) {
  return section < 2 ? max<T>(upright, will.effort) : upright;
}

/// Moment of the section servo on every level of its section, before the feed-forward. Upright
/// posture asks for the reference angles about y and z; the will for its own, about x as well.
template <class T>
INVERSIM_INLINE Vec3<T> section_moment(const ActivePosture<T>& p, int section,
                                       const SectionMotion<T>& m, const T& upright,
                                       const TrunkWill<T>& will) {
  const T o = broadcast<T>(0), twists = section < 2 ? will.effort : o;
  const T share = section_share(section, upright, will);
  const Vec3<T> active = {twists, share, share};
  const Vec3<T> wanted = (0.5 * twists) * will.angle;
  return -scale(active, p.k_section[section] * (m.angle - wanted) + p.d_section[section] * m.rate);
}

/// Force with which the muscles of a voluntary moment press the discs of their section [N].
template <class T>
INVERSIM_INLINE T voluntary_compression(const ActivePosture<T>& p, const Vec3<T>& moment,
                                        const TrunkWill<T>& will) {
  return will.effort * (sqrt(norm2(moment) + 1e-24) / p.lever);
}

/// Implicit part that dominates the servo's coupling between the n levels of its section, about one
/// axis of which `share` is active: the coupling is k 1 1^T, which is at most n k times the
/// identity.
template <class T>
INVERSIM_INLINE T section_implicit(const ActivePosture<T>& p, int section, const T& share,
                                   const T& theta_h) {
  const double n = kSectionLast[section] - kSectionFirst[section] + 1;
  return (n * share) * (theta_h * (p.d_section[section] + theta_h * p.k_section[section]));
}

}  // namespace INVERSIM_LEVEL
}  // namespace inversim
