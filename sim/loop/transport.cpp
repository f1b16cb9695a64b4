// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/transport.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace inversim {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

int left_ms(LinkTime until) {
  if (until == LinkTime::max()) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1 << 30));
}

void set_nonblocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

bool again(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

bool write_whole(int fd, std::span<const std::uint8_t> bytes, LinkTime until) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    } else if (again(errno)) {
      pollfd p{fd, POLLOUT, 0};
      if (poll(&p, 1, left_ms(until)) == 0) return false;
    } else {
      return false;
    }
  }
  return true;
}

/// One reader and one writer that are there from the beginning.
class Pair final : public Transport {
 public:
  Pair(Descriptor read, Descriptor write, std::string address, bool lossy)
      : read_(std::move(read)),
        write_(std::move(write)),
        address_(std::move(address)),
        lossy_(lossy) {
    set_nonblocking(read_.get());
    set_nonblocking(writer());
  }

  Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime until) noexcept override {
    count = 0;
    for (;;) {
      const ssize_t n = read(read_.get(), into.data(), into.size());
      if (n > 0) {
        count = static_cast<std::size_t>(n);
        return Io::kBytes;
      }
      if (n == 0 || !again(errno)) return Io::kClosed;
      pollfd p{read_.get(), POLLIN, 0};
      const int ready = poll(&p, 1, left_ms(until));
      if (ready == 0) return Io::kNothing;
    }
  }

  bool send(std::span<const std::uint8_t> bytes, LinkTime until) noexcept override {
    return write_whole(writer(), bytes, until);
  }

  bool may_lose() const override { return lossy_; }
  bool takes_another() const override { return false; }
  std::string address() const override { return address_; }

  void keep(Descriptor other) { other_ = std::move(other); }

 private:
  int writer() const { return write_ ? write_.get() : read_.get(); }

  Descriptor read_, write_, other_;
  std::string address_;
  bool lossy_;
};

/// A listening stream socket and the one connection that counts.
class Stream final : public Transport {
 public:
  Stream(Descriptor listener, std::string address, std::string path)
      : listener_(std::move(listener)), address_(std::move(address)), path_(std::move(path)) {
    set_nonblocking(listener_.get());
  }
  ~Stream() override {
    if (!path_.empty()) unlink(path_.c_str());
  }

  Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime until) noexcept override {
    count = 0;
    for (;;) {
      if (peer_) {
        const ssize_t n = read(peer_.get(), into.data(), into.size());
        if (n > 0) {
          count = static_cast<std::size_t>(n);
          return Io::kBytes;
        }
        if (n == 0 || !again(errno)) {
          peer_.reset();
          return Io::kClosed;
        }
      }
      std::array<pollfd, 2> p{pollfd{listener_.get(), POLLIN, 0}, pollfd{peer_.get(), POLLIN, 0}};
      const int ready = poll(p.data(), peer_ ? 2 : 1, left_ms(until));
      if (ready == 0) return Io::kNothing;
      if (ready < 0 && errno != EINTR) return Io::kClosed;
      if ((p[0].revents & POLLIN) != 0 && admit()) return Io::kPeer;
    }
  }

  bool send(std::span<const std::uint8_t> bytes, LinkTime until) noexcept override {
    return peer_ && write_whole(peer_.get(), bytes, until);
  }

  bool may_lose() const override { return false; }
  bool takes_another() const override { return true; }
  std::string address() const override { return address_; }

 private:
  bool admit() {
    const int fd = accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) return false;
    const int on = 1;
    if (path_.empty()) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    peer_.reset(fd);
    return true;
  }

  Descriptor listener_, peer_;
  std::string address_, path_;
};

/// A datagram socket; the peer is whoever wrote last.
class Datagrams final : public Transport {
 public:
  Datagrams(Descriptor socket, std::string address)
      : socket_(std::move(socket)), address_(std::move(address)) {
    set_nonblocking(socket_.get());
  }

  Io receive(std::span<std::uint8_t> into, std::size_t& count, LinkTime until) noexcept override {
    count = 0;
    for (;;) {
      sockaddr_storage from{};
      socklen_t size = sizeof(from);
      const ssize_t n = recvfrom(socket_.get(), into.data(), into.size(), 0,
                                 reinterpret_cast<sockaddr*>(&from), &size);
      if (n > 0) {
        peer_ = from;
        peer_size_ = size;
        count = static_cast<std::size_t>(n);
        return Io::kBytes;
      }
      // an empty datagram, or the news that nobody listened there
      if (n == 0 || errno == ECONNREFUSED) continue;
      if (!again(errno)) return Io::kClosed;
      pollfd p{socket_.get(), POLLIN, 0};
      if (poll(&p, 1, left_ms(until)) == 0) return Io::kNothing;
    }
  }

  bool send(std::span<const std::uint8_t> bytes, LinkTime until) noexcept override {
    if (peer_size_ == 0) return false;
    for (;;) {
      const ssize_t n = sendto(socket_.get(), bytes.data(), bytes.size(), 0,
                               reinterpret_cast<const sockaddr*>(&peer_), peer_size_);
      if (n >= 0 || errno == ECONNREFUSED) return true;  // lost, which datagrams may be
      if (!again(errno)) return false;
      pollfd p{socket_.get(), POLLOUT, 0};
      if (poll(&p, 1, left_ms(until)) == 0) return false;
    }
  }

  bool may_lose() const override { return true; }
  bool takes_another() const override { return true; }
  std::string address() const override { return address_; }

 private:
  Descriptor socket_;
  sockaddr_storage peer_{};
  socklen_t peer_size_ = 0;
  std::string address_;
};

std::unique_ptr<Transport> listen_on_path(const std::string& path) {
  sockaddr_un a{};
  a.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(a.sun_path))
    throw std::invalid_argument(
        fmt::format("'unix:{}': expected a path of up to {} bytes", path, sizeof(a.sun_path) - 1));
  std::ranges::copy(path, a.sun_path);
  const std::string address = "unix:" + path;
  Descriptor fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* name = reinterpret_cast<const sockaddr*>(&a);
  struct stat there {};
  if (stat(path.c_str(), &there) == 0 && S_ISSOCK(there.st_mode) &&
      connect(fd.get(), name, sizeof(a)) != 0 && errno == ECONNREFUSED)
    unlink(path.c_str());  // of one that did not end well
  fd.reset(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd || bind(fd.get(), name, sizeof(a)) != 0 || listen(fd.get(), 4) != 0) fail(address);
  return std::make_unique<Stream>(std::move(fd), address, path);
}

/// Host and port of a socket, as an address for the other end.
std::string bound_to(int fd, const std::string& kind) {
  sockaddr_storage a{};
  socklen_t size = sizeof(a);
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  getsockname(fd, reinterpret_cast<sockaddr*>(&a), &size);
  getnameinfo(reinterpret_cast<const sockaddr*>(&a), size, host.data(), host.size(), port.data(),
              port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
  return fmt::format("{}:{}:{}", kind, host.data(), port.data());
}

std::unique_ptr<Transport> open_internet(const std::string& kind, const std::string& place) {
  const std::size_t colon = place.rfind(':');
  const std::string port = colon == std::string::npos ? place : place.substr(colon + 1);
  std::string host = colon == std::string::npos ? "" : place.substr(0, colon);
  if (host.empty()) host = "127.0.0.1";
  if (port.empty() || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
    throw std::invalid_argument(
        fmt::format("'{}:{}': expected a port, as in '{}:127.0.0.1:4560'", kind, place, kind));
  const bool stream = kind == "tcp";
  addrinfo hints{};
  hints.ai_socktype = stream ? SOCK_STREAM : SOCK_DGRAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int code = getaddrinfo(host.c_str(), port.c_str(), &hints, &found); code != 0)
    throw std::invalid_argument(fmt::format("'{}:{}': {}", kind, place, gai_strerror(code)));
  Descriptor fd(socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, 0));
  const int on = 1;
  // at once again after a run, though its last connection may still linger
  if (stream) setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  const bool bound = bind(fd.get(), found->ai_addr, found->ai_addrlen) == 0;
  freeaddrinfo(found);
  if (!bound || (stream && listen(fd.get(), 4) != 0)) fail(kind + ":" + place);
  const std::string address = bound_to(fd.get(), kind);
  if (stream) return std::make_unique<Stream>(std::move(fd), address, "");
  return std::make_unique<Datagrams>(std::move(fd), address);
}

speed_t speed_of(const std::string& baud) {
  constexpr std::array<std::pair<const char*, speed_t>, 7> kSpeeds{{{"9600", B9600},
                                                                    {"57600", B57600},
                                                                    {"115200", B115200},
                                                                    {"230400", B230400},
                                                                    {"460800", B460800},
                                                                    {"921600", B921600},
                                                                    {"2000000", B2000000}}};
  for (const auto& [name, speed] : kSpeeds)
    if (baud == name) return speed;
  throw std::invalid_argument(fmt::format(
      "baud rate '{}': expected 9600, 57600, 115200, 230400, 460800, 921600 or 2000000", baud));
}

void make_raw(int fd, speed_t speed) {
  termios t{};
  if (tcgetattr(fd, &t) != 0) return;  // no terminal: a device that needs no settings
  cfmakeraw(&t);
  cfsetspeed(&t, speed);
  tcsetattr(fd, TCSANOW, &t);
  tcflush(fd, TCIOFLUSH);
}

std::unique_ptr<Transport> open_serial(const std::string& place) {
  const std::size_t at = place.rfind('@');
  const std::string device = place.substr(0, at);
  const speed_t speed = speed_of(at == std::string::npos ? "115200" : place.substr(at + 1));
  Descriptor fd(open(device.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!fd) fail("serial:" + device);
  make_raw(fd.get(), speed);
  return std::make_unique<Pair>(std::move(fd), Descriptor(), "serial:" + place, true);
}

std::unique_ptr<Transport> open_pty() {
  Descriptor master(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  std::array<char, 128> name{};
  if (!master || grantpt(master.get()) != 0 || unlockpt(master.get()) != 0 ||
      ptsname_r(master.get(), name.data(), name.size()) != 0)
    fail("pty");
  // held open, so that a controller may come late and come again
  Descriptor slave(open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!slave) fail(name.data());
  make_raw(slave.get(), B115200);
  auto pair = std::make_unique<Pair>(std::move(master), Descriptor(),
                                     fmt::format("serial:{}", name.data()), true);
  pair->keep(std::move(slave));
  return pair;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) reset(other.release());
  return *this;
}

int Descriptor::release() { return std::exchange(fd_, -1); }

void Descriptor::reset(int fd) {
  if (fd_ >= 0) close(fd_);
  fd_ = fd;
}

std::unique_ptr<Transport> open_transport(const std::string& address) {
  // a peer that has gone is an answer of write, not the end of this program
  std::signal(SIGPIPE, SIG_IGN);
  const std::string kind = address.substr(0, address.find(':'));
  const std::string place = kind.size() < address.size() ? address.substr(kind.size() + 1) : "";
  if (kind == "unix") return listen_on_path(place);
  if (kind == "tcp" || kind == "udp") return open_internet(kind, place);
  if (kind == "serial") return open_serial(place);
  if (address == "pty") return open_pty();
  throw std::invalid_argument(fmt::format(
      "'{}': expected unix:PATH, tcp:HOST:PORT, udp:HOST:PORT, serial:DEVICE[@BAUD] or pty",
      address));
}

std::unique_ptr<Transport> pipe_transport(Descriptor read, Descriptor write) {
  std::signal(SIGPIPE, SIG_IGN);
  return std::make_unique<Pair>(std::move(read), std::move(write), "stdio", false);
}

bool is_link_address(const std::string& text) {
  constexpr std::array kKinds{"unix:", "tcp:", "udp:", "serial:"};
  return text == "pty" ||
         std::ranges::any_of(kKinds, [&](const char* kind) { return text.starts_with(kind); });
}

}  // namespace inversim
