// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/exchange_log.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

namespace inversim {
namespace {

struct Greeting {
  inversim_hello hello;
  inversim_config config;
};
static_assert(sizeof(Greeting) == sizeof(inversim_hello) + sizeof(inversim_config));

template <class Payload>
Payload payload_of(const inversim_frame& f, std::size_t end, const std::string& name) {
  Payload p{};
  if (f.length != sizeof p) {
    throw std::invalid_argument(
        fmt::format("{}: the frame that ends at byte {} has {} bytes, and not {}; it is of another "
                    "version",
                    name, end, f.length, sizeof p));
  }
  std::memcpy(&p, f.payload, sizeof p);
  return p;
}

void take(const inversim_frame& f, std::size_t end, const std::string& name, bool& starts,
          ExchangeLog& log) {
  const auto refuse = [&](const std::string& why) {
    throw std::invalid_argument(
        fmt::format("{}: the frame that ends at byte {} {}", name, end, why));
  };
  if (log.is_whole) refuse("comes after the end of the run");
  const bool begun = starts || !log.exchanges.empty();
  if (!begun && f.type != INVERSIM_FRAME_HELLO) refuse("is not the hello that a log begins with");
  switch (f.type) {
    case INVERSIM_FRAME_HELLO: {
      const auto greeting = payload_of<Greeting>(f, end, name);
      if (greeting.hello.abi != INVERSIM_CONTROLLER_ABI) {
        refuse(fmt::format("is of ABI {} of inversim/controller.h; this is {}", greeting.hello.abi,
                           INVERSIM_CONTROLLER_ABI));
      }
      log.config = greeting.config;
      log.model_hash = greeting.hello.model;
      starts = true;
      return;
    }
    case INVERSIM_FRAME_SENSORS:
      log.exchanges.push_back({payload_of<inversim_sensors>(f, end, name), std::nullopt, starts});
      starts = false;
      return;
    case INVERSIM_FRAME_ACTUATORS:
      if (log.exchanges.empty() || starts || log.exchanges.back().answer)
        refuse("answers no sensors");
      log.exchanges.back().answer = payload_of<inversim_actuators>(f, end, name);
      return;
    case INVERSIM_FRAME_BYE:
      log.is_whole = true;
      return;
    default:
      refuse(fmt::format("is of type {}, which no log has", f.type));
  }
}

}  // namespace

ExchangeRecorder::ExchangeRecorder(ControllerPort& of, const std::string& path,
                                   std::uint64_t model_hash)
    : of_(of), path_(path), file_(std::fopen(path.c_str(), "wb")), model_hash_(model_hash) {
  if (!file_) throw std::system_error(errno, std::generic_category(), path);
}

ExchangeRecorder::~ExchangeRecorder() = default;

template <class Payload>
void ExchangeRecorder::write(std::uint8_t type, std::int64_t time_ns,
                             const Payload& payload) noexcept {
  inversim_frame f{};
  f.type = type;
  f.session = session_;
  f.sequence = sequence_;
  f.time_ns = time_ns;
  if constexpr (!std::is_empty_v<Payload>) {
    f.length = sizeof payload;
    std::memcpy(f.payload, &payload, sizeof payload);
  }
  std::uint8_t bytes[INVERSIM_WIRE_FRAME];
  const std::size_t size = inversim_frame_write(&f, bytes);
  if (std::fwrite(bytes, 1, size, file_.get()) != size && error_ == 0) error_ = errno;
}

std::string ExchangeRecorder::start(const inversim_config& config) {
  ++session_;
  sequence_ = 0;
  write(INVERSIM_FRAME_HELLO, 0, Greeting{{INVERSIM_CONTROLLER_ABI, 0, model_hash_}, config});
  return of_.start(config);
}

ExchangeStatus ExchangeRecorder::exchange(const inversim_sensors& sensors,
                                          inversim_actuators& actuators) noexcept {
  ++sequence_;
  write(INVERSIM_FRAME_SENSORS, sensors.time_ns, sensors);
  const ExchangeStatus status = of_.exchange(sensors, actuators);
  if (status == ExchangeStatus::kAnswered) {
    write(INVERSIM_FRAME_ACTUATORS, sensors.time_ns, actuators);
  }
  return status;
}

void ExchangeRecorder::close() {
  if (!file_) return;
  struct Nothing {};
  write(INVERSIM_FRAME_BYE, 0, Nothing{});
  if (std::fflush(file_.get()) != 0 && error_ == 0) error_ = errno;
  file_.reset();
  if (error_ != 0) throw std::system_error(error_, std::generic_category(), path_);
}

ExchangeLog read_exchanges(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument(fmt::format("{}: it cannot be read", path));
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  return read_exchanges({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, path);
}

ExchangeLog read_exchanges(std::span<const std::uint8_t> bytes, const std::string& name) {
  ExchangeLog log;
  inversim_decoder decoder{};
  inversim_frame frame{};
  bool starts = false;
  std::size_t at = 0;
  for (;;) {
    std::size_t used = 0;
    const bool any =
        inversim_decode(&decoder, bytes.data() + at, bytes.size() - at, &used, &frame) != 0;
    at += used;
    if (decoder.skipped > 0) {
      throw std::invalid_argument(
          fmt::format("{}: there is no frame before byte {}: this is no log of exchanges, or it is "
                      "damaged",
                      name, at));
    }
    if (!any) break;
    take(frame, at, name, starts, log);
  }
  // a log that breaks off was left by a run that did
  if (log.exchanges.empty())
    throw std::invalid_argument(fmt::format("{}: there is no exchange in it", name));
  return log;
}

}  // namespace inversim
