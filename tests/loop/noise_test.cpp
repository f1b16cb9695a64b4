// SPDX-License-Identifier: Apache-2.0
// A wire that loses, repeats, overtakes, damages and cuts, with the controller's own responder at
// its other end: what is answered is what is answered without it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <memory>
#include <random>
#include <vector>

#include "inversim/loop/link.h"
#include "questions.h"

extern "C" {
#include "responder.h"
}

namespace inversim {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// Chances of a frame in either direction.
struct Noise {
  double lost = 0, repeated = 0, overtaken = 0, damaged = 0, cut = 0;
};

class NoisyWire final : public Transport {
 public:
  NoisyWire(const Noise& noise, std::shared_ptr<const ControllerLibrary> library)
      : noise_(noise), library_(std::move(library)) {
    const inversim_controller& c = library_->controller();
    self_ = std::make_unique<std::max_align_t[]>(c.state_size / sizeof(std::max_align_t) + 1);
    inversim_responder_init(&responder_, &c, self_.get());
  }

  bool send(std::span<const std::uint8_t> bytes, LinkTime) noexcept override {
    if (is_cut_) return false;
    for (const Bytes& come : through(Bytes(bytes.begin(), bytes.end()), held_out_)) respond(come);
    return true;
  }

  Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime) noexcept override {
    count = 0;
    if (is_cut_) {
      is_cut_ = false;
      return Io::kPeer;
    }
    if (coming_.empty()) return Io::kNothing;
    if (chance(noise_.cut)) {
      is_cut_ = true;
      coming_.clear();
      return Io::kClosed;
    }
    count = std::min({into.size(), coming_.size(), std::size_t{61}});
    std::copy_n(coming_.begin(), count, into.begin());
    coming_.erase(coming_.begin(), coming_.begin() + static_cast<std::ptrdiff_t>(count));
    return Io::kBytes;
  }
  bool may_lose() const override { return true; }
  bool takes_another() const override { return true; }
  std::string address() const override { return "noise"; }

 private:
  bool chance(double share) { return std::bernoulli_distribution(share)(random_); }

  /// What comes of a frame at the other end: nothing, it, it twice, it after the next, or other
  /// bytes.
  std::vector<Bytes> through(Bytes frame, Bytes& held) {
    std::vector<Bytes> come;
    if (chance(noise_.damaged)) {
      std::uniform_int_distribution<std::size_t> place(0, frame.size() - 1);
      if (chance(0.3))
        frame.resize(place(random_));
      else
        frame[place(random_)] ^= static_cast<std::uint8_t>(1u << (place(random_) % 8));
    }
    if (chance(noise_.overtaken) && held.empty()) {
      held = std::move(frame);
      return come;
    }
    const bool twice = chance(noise_.repeated);
    if (!chance(noise_.lost)) come.push_back(frame);
    if (twice) come.push_back(std::move(frame));
    if (!held.empty()) come.push_back(std::exchange(held, {}));
    return come;
  }

  void respond(const Bytes& bytes) {
    for (std::size_t at = 0, used = 0; at < bytes.size(); at += used) {
      const std::uint8_t* out = nullptr;
      const std::size_t size =
          inversim_responder_take(&responder_, bytes.data() + at, bytes.size() - at, &used, &out);
      if (size == 0) continue;
      for (const Bytes& come : through(Bytes(out, out + size), held_in_))
        coming_.insert(coming_.end(), come.begin(), come.end());
    }
  }

  Noise noise_;
  std::shared_ptr<const ControllerLibrary> library_;
  std::unique_ptr<std::max_align_t[]> self_;
  inversim_responder responder_{};
  std::mt19937 random_{3};
  Bytes held_out_, held_in_;
  std::deque<std::uint8_t> coming_;
  bool is_cut_ = false;
};

struct Named {
  const char* name;
  Noise noise;
};

class WireNoise : public testing::TestWithParam<Named> {};

TEST_P(WireNoise, ChangesNoAnswer) {
  constexpr int kExchanges = 2000;
  LinkOptions options;
  options.resend = std::chrono::milliseconds(1);
  LinkedController link(
      std::make_unique<NoisyWire>(GetParam().noise,
                                  ControllerLibrary::load(controller_path("reference", ""))),
      nullptr, options);
  EXPECT_EQ(answers(link, kExchanges), in_process(kExchanges));
  const LinkCounts c = link.counts();
  const Noise& n = GetParam().noise;
  if (n.lost + n.damaged > 0) { EXPECT_GT(c.again, 50u); }
  if (n.damaged > 0) { EXPECT_GT(c.damaged + c.skipped, 20u); }
  if (n.cut > 0) { EXPECT_GT(c.connections, 5u); }
}

INSTANTIATE_TEST_SUITE_P(
    Loop, WireNoise,
    testing::Values(Named{"loses", {.lost = 0.1}}, Named{"repeats", {.repeated = 0.2}},
                    Named{"overtakes", {.overtaken = 0.1}}, Named{"damages", {.damaged = 0.1}},
                    Named{"cuts", {.cut = 0.005}}, Named{"all", {0.05, 0.05, 0.05, 0.05, 0.002}}),
    [](const auto& p) { return std::string(p.param.name); });

}  // namespace
}  // namespace inversim
