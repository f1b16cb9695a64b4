// SPDX-License-Identifier: Apache-2.0
// Hostile bytes at both ends of a link: the decoder, the controller's responder, the plant's end.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>

#include "frame_mutator.h"
#include "inversim/loop/link.h"

extern "C" {
#include "responder.h"
}

namespace inversim {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

inversim_config config() {
  inversim_config c{};
  c.size = sizeof c;
  c.abi = INVERSIM_CONTROLLER_ABI;
  c.step_ns = 1000000;
  return c;
}

/// Whatever came before, the next whole frame but one is found: what is left of a broken one can
/// cost a frame, and not more.
void decoder(std::span<const std::uint8_t> bytes) {
  inversim_decoder d{};
  inversim_frame f{};
  std::size_t used = 0, at = 0;
  while (inversim_decode(&d, bytes.data() + at, bytes.size() - at, &used, &f) != 0) {
    at += used;
    require(f.length <= INVERSIM_WIRE_PAYLOAD);
    // what was taken for a frame is one
    std::uint8_t again[INVERSIM_WIRE_FRAME];
    require(inversim_frame_write(&f, again) >= INVERSIM_WIRE_HEADER + INVERSIM_WIRE_CRC);
  }
  require(at + used == bytes.size());
  inversim_frame good{};
  good.type = INVERSIM_FRAME_BYE;
  good.length = INVERSIM_WIRE_PAYLOAD;
  good.session = 0x12345678;
  std::uint8_t written[INVERSIM_WIRE_FRAME];
  const std::size_t size = inversim_frame_write(&good, written);
  bool found = false;
  for (int i = 0; i < 2; ++i) {
    for (at = 0; at < size; at += used) {
      const int any = inversim_decode(&d, written + at, size - at, &used, &f);
      found = found || (any != 0 && f.session == good.session);
      require(used > 0 || any != 0);
    }
  }
  require(found);
}

std::int32_t init(void*, const inversim_config*) { return 0; }
void reset(void* self) { *static_cast<std::uint64_t*>(self) = 0; }
std::int32_t step(void* self, const inversim_sensors*, inversim_actuators*) {
  return ++*static_cast<std::uint64_t*>(self) > 1000 ? 1 : 0;
}
constexpr inversim_controller kController = {
    sizeof(inversim_controller), INVERSIM_CONTROLLER_ABI, "fuzzed", "1", 8, 8, init, reset, step};

void responder(std::span<const std::uint8_t> bytes) {
  std::uint64_t self = 0;
  inversim_responder r;
  inversim_responder_init(&r, &kController, &self);
  for (std::size_t at = 0, used = 0; at < bytes.size(); at += used) {
    const std::uint8_t* out = nullptr;
    const std::size_t size =
        inversim_responder_take(&r, bytes.data() + at, bytes.size() - at, &used, &out);
    require(size <= INVERSIM_WIRE_FRAME && (size == 0 || out != nullptr));
    require(size > 0 || used == bytes.size() - at);
  }
}

/// The bytes, in pieces, then an end that has gone.
class Given final : public Transport {
 public:
  explicit Given(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime) noexcept override {
    count = std::min({into.size(), bytes_.size(), std::size_t{97}});
    if (count == 0) return Io::kClosed;
    std::memcpy(into.data(), bytes_.data(), count);
    bytes_ = bytes_.subspan(count);
    return Io::kBytes;
  }
  bool send(std::span<const std::uint8_t>, LinkTime) noexcept override { return true; }
  bool may_lose() const override { return false; }
  bool takes_another() const override { return false; }
  std::string address() const override { return "given"; }

 private:
  std::span<const std::uint8_t> bytes_;
};

void plants_end(std::span<const std::uint8_t> bytes) {
  LinkedController link(std::make_unique<Given>(bytes), nullptr, {});
  if (!link.start(config()).empty()) return;
  inversim_sensors sensors{};
  inversim_actuators actuators{};
  for (int i = 0; i < 100; ++i) {
    if (link.exchange(sensors, actuators) != ExchangeStatus::kAnswered) {
      require(!link.failure().empty());
      return;
    }
  }
}

}  // namespace
}  // namespace inversim

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  inversim::decoder(bytes);
  inversim::responder(bytes);
  inversim::plants_end(bytes);
  return 0;
}
