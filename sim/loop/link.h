// SPDX-License-Identifier: Apache-2.0
// A controller at the other end of a transport, in lockstep: sensors out, and no step of the plant
// before the answer is here or its absence is a finding. Frames: wire.h and docs/wire.md.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "inversim/loop/child.h"
#include "inversim/loop/transport.h"
#include "inversim/loop/wire.h"
#include "inversim/plant/control_unit.h"

namespace inversim {

/// A link could not be made: nobody came, or there is no such device. what() is one sentence.
class LinkError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct LinkOptions {
  /// Wall time for a controller to come, and for an answer; zero: for ever, as for one that stands
  /// at a breakpoint.
  std::chrono::milliseconds patience{10000};
  /// Until a frame is sent again, the first time; then twice as long each time. Zero: 20 ms where
  /// the transport may lose frames, 500 ms where only what arrives broken is lost.
  std::chrono::milliseconds resend{0};
  std::uint64_t model_hash = 0;  ///< of what is simulated, for the controller's log
};

/// What happened on the link; of wall time, and no part of the simulation.
struct LinkCounts {
  std::uint64_t sent = 0, received = 0;  ///< frames
  std::uint64_t again = 0;               ///< frames sent again
  std::uint64_t foreign = 0;             ///< whole frames that were not asked for
  std::uint64_t damaged = 0;             ///< with a wrong CRC
  std::uint64_t skipped = 0;             ///< bytes that belonged to no frame
  std::uint64_t connections = 0;
};

class LinkedController final : public ControllerPort {
 public:
  /// `child`: the program at the other end, where this one has started it.
  LinkedController(std::unique_ptr<Transport> transport, std::unique_ptr<Child> child,
                   const LinkOptions& options);
  /// Says bye.
  ~LinkedController() override;

  std::string start(const inversim_config& config) override;
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override;

  LinkCounts counts() const;
  /// Whether the last question was answered by a refusal.
  bool has_refused() const { return last_ == Outcome::kRefusal; }
  /// Whether it was the table that was refused, by a controller of this ABI.
  bool refuses_table() const { return has_refused() && refusal_.reason == INVERSIM_REFUSAL_CONFIG; }
  /// As the controller named itself.
  const std::string& name() const { return name_; }
  Child* child() { return child_.get(); }

 private:
  enum class Outcome { kAnswer, kRefusal, kSilence, kGone };

  /// Sends a frame, again and again, until one of the type comes for its sequence, or a refusal.
  Outcome ask(inversim_frame& out, std::uint8_t type, inversim_frame& in) noexcept;
  /// One whole frame, if one has come by then.
  Io next_frame(inversim_frame& in, LinkTime until) noexcept;
  bool transmit(const inversim_frame& frame, LinkTime until) noexcept;
  inversim_frame hello() const;
  std::string why(Outcome outcome) const;

  std::unique_ptr<Child> child_;
  std::unique_ptr<Transport> transport_;
  LinkOptions options_;
  std::chrono::milliseconds resend_;
  inversim_config config_{};
  std::uint32_t session_ = 0, sequence_ = 0;
  inversim_decoder decoder_{};
  std::uint8_t buffer_[4096];
  std::size_t have_ = 0, at_ = 0;
  LinkCounts counts_;
  std::string name_ = "the controller";
  Outcome last_ = Outcome::kAnswer;
  inversim_refusal refusal_{};
};

/// A transport, and the program at its other end where this one has started it.
struct OpenLink {
  std::unique_ptr<Transport> transport;
  std::unique_ptr<Child> child;
};

/// A link to what was given for it: an address of open_transport; or 'exec:COMMAND', a program that
/// speaks on its standard input and output; or 'qemu:FILE.elf' and 'qemu-uart:FILE.elf', firmware
/// for the board mps2-an386 in QEMU, through semihosting or its UART. `command`: started for the
/// run, '{}' in it being the address for the other end; empty: somebody else starts it. Throws
/// std::invalid_argument or std::system_error.
OpenLink open_link(const std::string& place, const std::string& command);

/// A controller over a link, from what open_link takes, which throws.
std::unique_ptr<LinkedController> link_controller(const std::string& place,
                                                  const std::string& command,
                                                  const LinkOptions& options);

/// Whether a controller is named by an address of a link.
bool is_linked(const std::string& named);

}  // namespace inversim
