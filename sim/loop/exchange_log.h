// SPDX-License-Identifier: Apache-2.0
// What went between plant and controller, as frames in a file: those of the wire (wire.h), one
// after another, so that a log is read by what reads a link. A hello each time the controller was
// started, then sensors and actuators by turns, and a bye at the end of the run.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "inversim/loop/wire.h"
#include "inversim/plant/control_unit.h"

namespace inversim {

/// Writes the exchanges of another controller into a file as they happen.
class ExchangeRecorder final : public ControllerPort {
 public:
  /// `model_hash`: of what is simulated. Throws std::system_error if the file cannot be made.
  ExchangeRecorder(ControllerPort& of, const std::string& path, std::uint64_t model_hash);
  /// Ends the log.
  ~ExchangeRecorder() override;

  std::string start(const inversim_config& config) override;
  ExchangeStatus exchange(const inversim_sensors& sensors,
                          inversim_actuators& actuators) noexcept override;
  std::string failure() const override { return of_.failure(); }

  /// Writes what there is. Throws std::system_error if not all of it could be written.
  void close();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  template <class Payload>
  void write(std::uint8_t type, std::int64_t time_ns, const Payload& payload) noexcept;

  ControllerPort& of_;
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t model_hash_;
  std::uint32_t session_ = 0, sequence_ = 0;
  int error_ = 0;  // of the first write that failed
};

struct Exchange {
  inversim_sensors sensors{};
  std::optional<inversim_actuators> answer;  ///< none: the controller died
  bool starts = false;                       ///< the controller was started before it
};

struct ExchangeLog {
  inversim_config config{};
  std::uint64_t model_hash = 0;
  std::vector<Exchange> exchanges;
  bool is_whole = false;  ///< it has its bye: the run came to its end
};

/// Reads a log. Throws std::invalid_argument with a sentence that says what is wrong with the
/// file, and at which byte.
ExchangeLog read_exchanges(const std::string& path);
/// The same of what a file holds; `name` is for the sentences.
ExchangeLog read_exchanges(std::span<const std::uint8_t> bytes, const std::string& name);

}  // namespace inversim
