// SPDX-License-Identifier: Apache-2.0
// Bytes to and from a controller that runs elsewhere. The plant's end waits for the other one to
// come, whenever that is, and takes one that comes again in place of the one before.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace inversim {

using LinkTime = std::chrono::steady_clock::time_point;

enum class Io {
  kBytes,    ///< some came
  kNothing,  ///< none did in the time given
  kPeer,     ///< somebody has connected, in place of whoever was there
  kClosed    ///< the other end has gone, and none is there yet
};

/// A descriptor that is closed once.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  int release();
  void reset(int fd = -1);

 private:
  int fd_;
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  /// Waits for bytes until a time; `count` of them are then in `into`. Allocates nothing.
  virtual Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime until) noexcept = 0;
  /// False if nobody is there or the other end has gone. What a full buffer does not take at once
  /// is waited for until a time.
  virtual bool send(std::span<const std::uint8_t> bytes, LinkTime until) noexcept = 0;
  /// Whether frames can be lost on the way, so that they are to be sent again soon.
  virtual bool may_lose() const = 0;
  /// Whether another end may come after this one has gone.
  virtual bool takes_another() const = 0;
  /// What the other end is to be told: "tcp:127.0.0.1:40123"; as models/controllers/link/host.c
  /// takes it.
  virtual std::string address() const = 0;
};

/// Opens the plant's end: 'unix:PATH', 'tcp:HOST:PORT', 'udp:HOST:PORT' (port 0: one that is free;
/// no host: this machine alone), 'serial:DEVICE[@BAUD]', 'pty'. A path of a socket that nobody
/// listens on any more is taken over. Throws std::invalid_argument for what is no address,
/// std::system_error where it cannot be opened.
std::unique_ptr<Transport> open_transport(const std::string& address);

/// A pair of descriptors, as of pipes to a program that has been started.
std::unique_ptr<Transport> pipe_transport(Descriptor read, Descriptor write);

/// Whether a text begins as an address of open_transport does.
bool is_link_address(const std::string& text);

}  // namespace inversim
