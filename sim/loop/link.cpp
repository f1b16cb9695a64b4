// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/link.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>

namespace inversim {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kResendLossy{20}, kResendSafe{500}, kLongestResend{10000};
constexpr milliseconds kLook{50};  // at a child that may have ended
constexpr std::string_view kExec = "exec:", kQemu = "qemu:", kQemuUart = "qemu-uart:";
// simulated time by counted instructions: the same in every run
constexpr const char* kBoard =
    "qemu-system-arm -M mps2-an386 -display none -nodefaults -monitor none -kernel '{}' {}";
constexpr const char* kSemihosting =
    "-serial null -semihosting-config enable=on,target=native -icount shift=5,sleep=off";
// without semihosting an exit would be a fault; its output is not used
constexpr const char* kUart =
    "-semihosting-config enable=on,target=native -chardev socket,id=u0,path='{}' -serial "
    "chardev:u0";

LinkTime after(milliseconds patience) {
  return patience.count() == 0 ? LinkTime::max() : Clock::now() + patience;
}

void require_firmware(const std::string& file) {
  if (access(file.c_str(), R_OK) != 0)
    throw std::invalid_argument(fmt::format("firmware '{}': there is no such file", file));
  if (file.find('\'') != std::string::npos)
    throw std::invalid_argument(fmt::format("firmware '{}': a quote in the path", file));
}

/// A number that an earlier run did not have, so that frames of one are not taken for those of the
/// other.
std::uint32_t new_session() {
  static std::atomic<std::uint32_t> next{
      static_cast<std::uint32_t>(Clock::now().time_since_epoch().count()) ^
      (static_cast<std::uint32_t>(getpid()) << 16)};
  return ++next;
}

std::string text_of(const char* bytes, std::size_t room) { return {bytes, strnlen(bytes, room)}; }

}  // namespace

LinkedController::LinkedController(std::unique_ptr<Transport> transport,
                                   std::unique_ptr<Child> child, const LinkOptions& options)
    : child_(std::move(child)),
      transport_(std::move(transport)),
      options_(options),
      resend_(options.resend.count() > 0 ? options.resend
              : transport_->may_lose()   ? kResendLossy
                                         : kResendSafe) {}

LinkedController::~LinkedController() {
  if (session_ == 0) return;
  inversim_frame bye{};
  bye.type = INVERSIM_FRAME_BYE;
  bye.session = session_;
  const LinkTime soon = Clock::now() + milliseconds(100);
  if (transmit(bye, soon) && child_) child_->wait_until(soon);
}

inversim_frame LinkedController::hello() const {
  inversim_frame f{};
  f.type = INVERSIM_FRAME_HELLO;
  f.session = session_;
  const inversim_hello greeting{INVERSIM_CONTROLLER_ABI, 0, options_.model_hash};
  f.length = sizeof(greeting) + sizeof(config_);
  std::memcpy(f.payload, &greeting, sizeof(greeting));
  std::memcpy(f.payload + sizeof(greeting), &config_, sizeof(config_));
  return f;
}

std::string LinkedController::start(const inversim_config& config) {
  config_ = config;
  session_ = new_session();
  sequence_ = 0;
  inversim_frame out = hello(), in{};
  last_ = ask(out, INVERSIM_FRAME_WELCOME, in);
  if (last_ != Outcome::kAnswer) return why(last_);
  inversim_welcome welcome{};
  if (in.length != sizeof(welcome)) return "its welcome has another length than wire.h says";
  std::memcpy(&welcome, in.payload, sizeof(welcome));
  const std::string version = text_of(welcome.version, sizeof(welcome.version));
  name_ = fmt::format("'{}{}{}'", text_of(welcome.name, sizeof(welcome.name)),
                      version.empty() ? "" : " ", version);
  return "";
}

ExchangeStatus LinkedController::exchange(const inversim_sensors& sensors,
                                          inversim_actuators& actuators) noexcept {
  inversim_frame out, in;
  out.type = INVERSIM_FRAME_SENSORS;
  out.session = session_;
  out.sequence = ++sequence_;
  out.time_ns = sensors.time_ns;
  out.length = sizeof(sensors);
  std::memcpy(out.payload, &sensors, sizeof(sensors));
  last_ = ask(out, INVERSIM_FRAME_ACTUATORS, in);
  if (last_ != Outcome::kAnswer) return ExchangeStatus::kDied;
  std::memcpy(&actuators, in.payload, sizeof(actuators));
  return ExchangeStatus::kAnswered;
}

LinkedController::Outcome LinkedController::ask(inversim_frame& out, std::uint8_t type,
                                                inversim_frame& in) noexcept {
  const LinkTime until = after(options_.patience);
  milliseconds wait = resend_;
  LinkTime next = Clock::now() + wait;
  bool is_there = transmit(out, until);
  for (;;) {
    const LinkTime now = Clock::now();
    if (now >= until) return is_there ? Outcome::kSilence : Outcome::kGone;
    const LinkTime look = child_ ? now + kLook : LinkTime::max();
    const Io io = next_frame(in, std::min({until, next, look}));
    if (io == Io::kClosed || io == Io::kNothing) {
      if (io == Io::kClosed) {
        is_there = false;
        if (child_) child_->wait_until(Clock::now() + kLook);  // how it ended, if it did
        if (!transport_->takes_another()) return Outcome::kGone;
      }
      if (child_ && child_->ended()) return Outcome::kGone;
      if (Clock::now() < next) continue;
      if (transmit(out, until)) ++counts_.again;
      wait = std::min(2 * wait, kLongestResend);
      next = Clock::now() + wait;
      continue;
    }
    if (io == Io::kPeer || in.type == INVERSIM_FRAME_READY) {
      // somebody new: a hello first, and then what is being asked
      is_there = true;
      ++counts_.connections;
      const inversim_frame greeting = hello();
      transmit(greeting, until);
      if (out.type != INVERSIM_FRAME_HELLO) transmit(out, until);
      continue;
    }
    is_there = true;
    if (in.session != session_ || in.sequence != out.sequence) {
      ++counts_.foreign;
      continue;
    }
    if (in.type == INVERSIM_FRAME_REFUSAL && in.length == sizeof(refusal_)) {
      std::memcpy(&refusal_, in.payload, sizeof(refusal_));
      return Outcome::kRefusal;
    }
    const bool whole = type != INVERSIM_FRAME_ACTUATORS || in.length == sizeof(inversim_actuators);
    if (in.type == type && whole) return Outcome::kAnswer;
    ++counts_.foreign;
  }
}

Io LinkedController::next_frame(inversim_frame& in, LinkTime until) noexcept {
  for (;;) {
    std::size_t used = 0;
    const bool whole = inversim_decode(&decoder_, buffer_ + at_, have_ - at_, &used, &in) != 0;
    at_ += used;
    if (whole) {
      ++counts_.received;
      return Io::kBytes;
    }
    at_ = have_ = 0;
    const Io io = transport_->receive(buffer_, have_, until);
    if (io == Io::kPeer) decoder_.have = 0;
    if (io != Io::kBytes) return io;
  }
}

bool LinkedController::transmit(const inversim_frame& frame, LinkTime until) noexcept {
  std::uint8_t bytes[INVERSIM_WIRE_FRAME];
  const std::size_t size = inversim_frame_write(&frame, bytes);
  if (!transport_->send({bytes, size}, until)) return false;
  ++counts_.sent;
  return true;
}

std::string LinkedController::why(Outcome outcome) const {
  switch (outcome) {
    case Outcome::kRefusal:
      switch (refusal_.reason) {
        case INVERSIM_REFUSAL_ABI:
          return fmt::format(
              "it was built for ABI {} of inversim/controller.h, this inversim has ABI {}: the {} "
              "is the older side",
              refusal_.code, INVERSIM_CONTROLLER_ABI,
              refusal_.code < static_cast<int>(INVERSIM_CONTROLLER_ABI) ? "controller"
                                                                        : "simulator");
        case INVERSIM_REFUSAL_CONFIG:
          return fmt::format("it refuses this table with code {}", refusal_.code);
        default:
          return fmt::format("{} gave up with code {}", name_, refusal_.code);
      }
    case Outcome::kSilence:
      return fmt::format("{} did not answer within {:g} s of wall time", name_,
                         static_cast<double>(options_.patience.count()) / 1000.0);
    case Outcome::kGone: {
      const auto ended = child_ ? child_->ended() : std::nullopt;
      if (ended) return fmt::format("{} {}", name_, *ended);
      return fmt::format("nobody is at the other end of {}", transport_->address());
    }
    case Outcome::kAnswer:
      break;
  }
  return "";
}

std::string LinkedController::failure() const { return why(last_); }

LinkCounts LinkedController::counts() const {
  LinkCounts c = counts_;
  c.damaged = decoder_.damaged;
  c.skipped = decoder_.skipped;
  return c;
}

OpenLink open_link(const std::string& place, const std::string& command) {
  const auto started = [](const std::string& line) {
    auto child = std::make_unique<Child>(line, true);
    Descriptor from = child->take_output(), to = child->take_input();
    return OpenLink{pipe_transport(std::move(from), std::move(to)), std::move(child)};
  };
  if (place.starts_with(kExec)) return started(place.substr(kExec.size()));
  if (place.starts_with(kQemu)) {
    const std::string file = place.substr(kQemu.size());
    require_firmware(file);
    return started(fmt::format(kBoard, file, kSemihosting));
  }
  if (place.starts_with(kQemuUart)) {
    const std::string file = place.substr(kQemuUart.size());
    require_firmware(file);
    static std::atomic<int> count{0};
    const std::string path = (std::filesystem::temp_directory_path() /
                              fmt::format("inversim_uart_{}_{}", getpid(), ++count))
                                 .string();
    auto transport = open_transport("unix:" + path);
    auto child =
        std::make_unique<Child>(fmt::format(kBoard, file, fmt::format(kUart, path)), false);
    return {std::move(transport), std::move(child)};
  }
  auto transport = open_transport(place);
  std::unique_ptr<Child> child;
  if (!command.empty()) {
    std::string line = command;
    const std::string address = transport->address();
    for (std::size_t at = line.find("{}"); at != std::string::npos;
         at = line.find("{}", at + address.size()))
      line.replace(at, 2, address);
    child = std::make_unique<Child>(line, false);
  }
  return {std::move(transport), std::move(child)};
}

std::unique_ptr<LinkedController> link_controller(const std::string& place,
                                                  const std::string& command,
                                                  const LinkOptions& options) {
  OpenLink link = open_link(place, command);
  return std::make_unique<LinkedController>(std::move(link.transport), std::move(link.child),
                                            options);
}

bool is_linked(const std::string& named) {
  return named.starts_with(kExec) || named.starts_with(kQemu) || named.starts_with(kQemuUart) ||
         is_link_address(named);
}

}  // namespace inversim
