// SPDX-License-Identifier: Apache-2.0
#include "inversim/loop/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <thread>

#include <fmt/format.h>

namespace inversim {
namespace {

constexpr auto kPatience = std::chrono::seconds(1);
constexpr auto kLook = std::chrono::milliseconds(2);

std::array<Descriptor, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace

Child::Child(const std::string& command, bool pipes) {
  std::array<Descriptor, 2> in, out;
  if (pipes) {
    in = make_pipe();
    out = make_pipe();
  }
  const std::string line = "exec " + command;
  const char* const arguments[] = {"/bin/sh", "-c", line.c_str(), nullptr};
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::system_error(errno, std::generic_category(), command);
  if (pid_ == 0) {
    // between fork and exec: calls that are safe there, and no others
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    setpgid(0, 0);
    std::signal(SIGPIPE, SIG_DFL);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(pipes ? in[0].get() : nothing, STDIN_FILENO);
    dup2(pipes ? out[1].get() : STDERR_FILENO, STDOUT_FILENO);
    execv(arguments[0], const_cast<char* const*>(arguments));
    _exit(127);
  }
  input_ = std::move(in[1]);
  output_ = std::move(out[0]);
}

Child::~Child() {
  input_.reset();
  output_.reset();
  if (ended()) return;
  kill(-pid_, SIGTERM);
  kill(pid_, SIGTERM);
  if (wait_until(std::chrono::steady_clock::now() + kPatience)) return;
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);
  waitpid(pid_, &status_, 0);
}

std::optional<std::string> Child::ended() noexcept {
  if (!gone_) gone_ = waitpid(pid_, &status_, WNOHANG) == pid_;
  if (!gone_) return std::nullopt;
  if (WIFSIGNALED(status_))
    return fmt::format("was killed by signal {} ({})", WTERMSIG(status_),
                       strsignal(WTERMSIG(status_)));
  return fmt::format("ended with code {}", WEXITSTATUS(status_));
}

bool Child::wait_until(LinkTime until) noexcept {
  while (!ended()) {
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(kLook);
  }
  return true;
}

}  // namespace inversim
