// SPDX-License-Identifier: Apache-2.0
#include "engines.h"

#include <mujoco/mujoco.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "inversim/multibody/kinematics.h"
#include "inversim/scenario/mjcf_export.h"

namespace inversim::bench {
namespace {

struct Mujoco {
  mjModel* model = nullptr;
  mjData* data = nullptr;
  std::vector<Part> parts;
  Moment moment;
  ~Mujoco() {
    mj_deleteData(data);
    mj_deleteModel(model);
  }
  int joint(const std::string& name) const { return mj_name2id(model, mjOBJ_JOINT, name.c_str()); }

  std::vector<int> bodies;  // of the parts
  int head = 0;             // body of the skull
  int bed_dof = 0;
  void set_springs(const std::string& name, double k, double d);
  void start(double h);
  void stop();
  void set_supports();
  void step();
};

// MuJoCo takes damping at the step's end and stiffness at its start; damping d + h k takes both
// there
void Mujoco::set_springs(const std::string& name, double k, double d) {
  const int j = joint(name);
  const int dofs = model->jnt_type[j] == mjJNT_BALL ? 3 : 1;
  model->jnt_stiffness[j] = k;
  for (int i = 0; i < dofs; ++i) {
    model->dof_damping[model->jnt_dofadr[j] + i] = d + model->opt.timestep * k;
  }
}

void Mujoco::start(double h) {
  mj_resetData(model, data);
  model->opt.timestep = h;
  model->opt.integrator = mjINT_EULER;
  for (const Part& part : parts) {
    if (part.joint == JointKind::kRevolute) {
      set_springs(part.name + "_hinge", part.k_w, part.d_w);
      continue;
    }
    set_springs(part.name + "_ball", part.k_w, part.d_w);
    if (part.joint != JointKind::kBushing) continue;
    set_springs(part.name + "_x", part.k_v[0], part.d_v[0]);
    set_springs(part.name + "_y", part.k_v[1], part.d_v[1]);
    set_springs(part.name + "_z", part.k_v[2], part.d_v[2]);
  }
}

// without springs again
void Mujoco::stop() {
  mj_resetData(model, data);
  for (int j = 0; j < model->njnt; ++j) model->jnt_stiffness[j] = 0;
  for (int i = 0; i < model->nv; ++i) model->dof_damping[i] = 0;
}

void Mujoco::set_supports() {
  const mjtNum* R_WC = data->xmat + 9 * bodies[0];  // by rows
  const mjtNum x_W[3] = {R_WC[0], R_WC[3], R_WC[6]}, n_W[3] = {R_WC[2], R_WC[5], R_WC[8]};
  const double bed_rate = data->qvel[bed_dof];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const mjtNum* p_W = data->xipos + 3 * bodies[i];
    mjtNum V_W[6];  // at the centre of mass, turning first
    mj_objectVelocity(model, data, mjOBJ_BODY, bodies[i], V_W, 0);
    const double rate = mju_dot3(n_W, V_W + 3) + bed_rate * mju_dot3(x_W, p_W);
    const double force = support_force(parts[i], mju_dot3(n_W, p_W), rate, model->opt.timestep);
    mju_scl3(data->xfrc_applied + 6 * bodies[i], n_W, force);
  }
}

void Mujoco::step() {
  // the bed follows its servo: spring and damping of the joint pull to zero
  const double h = model->opt.timestep;
  const Ramp ramp = bed_ramp(data->time + h);
  mj_step1(model, data);
  const Part& bed = parts[0];
  data->qfrc_applied[bed_dof] = bed.k_w * ramp.angle + bed.d_w * ramp.rate;
  set_supports();
  mj_step2(model, data);
}

}  // namespace

std::optional<Engine> mujoco_engine(const std::vector<Part>& parts) {
  auto m = std::make_shared<Mujoco>();
  m->parts = parts;
  std::vector<std::string> names = {"ground"};
  for (const Part& part : parts) names.push_back(part.name);
  TreeModel<double> tree = spine_tree(parts);
  tree.link[0].m = 1;
  tree.link[0].I_o = {1, 0, 0, 1, 0, 1};
  TreeState<double> neutral = {};
  set_neutral(tree, neutral);
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "inversim_spine.xml";
  std::ofstream(file) << mjcf_text(tree, names, neutral);
  char error[1000] = "";
  m->model = mj_loadXML(file.c_str(), nullptr, error, sizeof error);
  std::filesystem::remove(file);
  if (m->model == nullptr) throw std::runtime_error(std::string("MuJoCo: ") + error);
  m->model->opt.disableflags |= mjDSBL_CONSTRAINT;
  m->data = mj_makeData(m->model);
  for (const Part& part : parts) {
    m->bodies.push_back(mj_name2id(m->model, mjOBJ_BODY, part.name.c_str()));
    if (part.name == "skull") m->head = m->bodies.back();
  }
  m->bed_dof = m->model->jnt_dofadr[m->joint("bed_hinge")];

  Engine engine;
  engine.name = "MuJoCo";
  engine.version = mj_versionString();
  engine.built = "library of the PyPI wheel; caller at baseline x86-64";
  engine.set = [m](const Moment& moment) {
    m->moment = moment;
    m->stop();
    for (std::size_t i = 0; i < m->parts.size(); ++i) {
      const Part& part = m->parts[i];
      const JointState<double>& x = moment.state.joint[i + 1];
      const Wrench<double>& tau = moment.tau[i + 1];
      mjtNum *q = m->data->qpos, *v = m->data->qvel, *f = m->data->qfrc_applied;
      const auto put = [&](const std::string& name, double position, double rate, double force) {
        const int j = m->joint(name);
        q[m->model->jnt_qposadr[j]] = position;
        v[m->model->jnt_dofadr[j]] = rate;
        f[m->model->jnt_dofadr[j]] = force;
      };
      if (part.joint == JointKind::kRevolute) {
        put(part.name + "_hinge", x.angle, x.w.y, tau.n.y);
        continue;
      }
      const Mat3<double> R = rotation_matrix(x.q_PB);
      const Vec3<double> w = transpose_times(R, x.w), n = transpose_times(R, tau.n);
      const int ball = m->joint(part.name + "_ball");
      const int iq = m->model->jnt_qposadr[ball], iv = m->model->jnt_dofadr[ball];
      q[iq] = x.q_PB.w, q[iq + 1] = x.q_PB.x, q[iq + 2] = x.q_PB.y, q[iq + 3] = x.q_PB.z;
      v[iv] = w.x, v[iv + 1] = w.y, v[iv + 2] = w.z;
      f[iv] = n.x, f[iv + 1] = n.y, f[iv + 2] = n.z;
      if (part.joint != JointKind::kBushing) continue;
      put(part.name + "_x", x.p_JB.x, x.v.x, tau.f.x);
      put(part.name + "_y", x.p_JB.y, x.v.y, tau.f.y);
      put(part.name + "_z", x.p_JB.z, x.v.z, tau.f.z);
    }
  };
  engine.evaluate = [m] { mj_forward(m->model, m->data); };
  engine.accelerations = [m] {
    Accelerations out;
    for (std::size_t i = 0; i < m->parts.size(); ++i) {
      const Part& part = m->parts[i];
      const mjtNum* a = m->data->qacc;
      const auto of = [&](const std::string& name) {
        return m->model->jnt_dofadr[m->joint(part.name + name)];
      };
      std::array<double, 6> entry{};
      if (part.joint == JointKind::kRevolute) {
        entry[1] = a[of("_hinge")];
      } else {
        const Mat3<double> R = rotation_matrix(m->moment.state.joint[i + 1].q_PB);
        const int iv = of("_ball");
        const Vec3<double> w = R * Vec3<double>{a[iv], a[iv + 1], a[iv + 2]};
        entry = {w.x, w.y, w.z, 0, 0, 0};
        if (part.joint == JointKind::kBushing) {
          entry[3] = a[of("_x")], entry[4] = a[of("_y")], entry[5] = a[of("_z")];
        }
      }
      out.push_back(entry);
    }
    return out;
  };
  Simulation simulation;
  simulation.scheme =
      "semi-implicit Euler; damping d + h k in its implicit damping, supports explicit";
  simulation.start = [m](double h) { m->start(h); };
  simulation.advance = [m](int count) {
    for (int i = 0; i < count; ++i) m->step();
  };
  simulation.head = [m] {
    mj_kinematics(m->model, m->data);
    const mjtNum* x = m->data->xpos + 3 * m->head;
    return std::array<double, 3>{x[0], x[1], x[2]};
  };
  engine.simulation = simulation;
  return engine;
}

}  // namespace inversim::bench
