/* SPDX-License-Identifier: Apache-2.0 */
/* A controller as a program of its own, on a PC: the responder over a pipe, a socket or a serial
 * line. Linked with a controller's sources it stands for the firmware that runs elsewhere.
 *
 *   NAME stdio | unix:PATH | tcp:HOST:PORT | udp:HOST:PORT | serial:DEVICE[@BAUD]
 *
 * Connects, and connects again if the link breaks, until the plant says bye. Exit codes: 0 after
 * bye or when the pipe is closed, 2 usage, 3 nobody was there for ten seconds.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "responder.h"

enum { kUsage = 2, kNobody = 3, kPatience_ms = 10000, kRetry_ms = 50, kReady_ms = 200 };

static long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void pause_ms(long ms) {
  const struct timespec t = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&t, NULL);
}

static int open_unix(const char* path) {
  struct sockaddr_un a = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof(a.sun_path)) return -1;
  memcpy(a.sun_path, path, strlen(path) + 1);
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd >= 0 && connect(fd, (struct sockaddr*)&a, sizeof(a)) == 0) return fd;
  if (fd >= 0) close(fd);
  return -1;
}

static int open_internet(const char* place, int type) {
  char host[256];
  const char* port = strrchr(place, ':');
  if (port == NULL || (size_t)(port - place) >= sizeof(host)) return -1;
  memcpy(host, place, (size_t)(port - place));
  host[port - place] = '\0';
  const struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = type};
  struct addrinfo* found = NULL;
  if (getaddrinfo(host, port + 1, &hints, &found) != 0) return -1;
  int fd = -1;
  for (const struct addrinfo* a = found; a != NULL && fd < 0; a = a->ai_next) {
    fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
    if (fd >= 0 && connect(fd, a->ai_addr, a->ai_addrlen) != 0) {
      close(fd);
      fd = -1;
    }
  }
  freeaddrinfo(found);
  if (fd >= 0 && type == SOCK_STREAM)
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
  return fd;
}

static speed_t speed_of(long baud) {
  switch (baud) {
    case 9600:
      return B9600;
    case 57600:
      return B57600;
    case 230400:
      return B230400;
    case 460800:
      return B460800;
    case 921600:
      return B921600;
    default:
      return B115200;
  }
}

static int open_serial(const char* place) {
  char device[256];
  const char* at = strrchr(place, '@');
  const size_t length = at != NULL ? (size_t)(at - place) : strlen(place);
  if (length >= sizeof(device)) return -1;
  memcpy(device, place, length);
  device[length] = '\0';
  const int fd = open(device, O_RDWR | O_NOCTTY | O_CLOEXEC);
  struct termios t;
  if (fd < 0) return -1;
  if (tcgetattr(fd, &t) == 0) {
    cfmakeraw(&t);
    cfsetspeed(&t, speed_of(at != NULL ? atol(at + 1) : 115200));
    tcsetattr(fd, TCSANOW, &t);
  }
  return fd;
}

/* The link, or -1 for now, or -2 for an address of no known kind. */
static int open_link(const char* address) {
  if (strncmp(address, "unix:", 5) == 0) return open_unix(address + 5);
  if (strncmp(address, "tcp:", 4) == 0) return open_internet(address + 4, SOCK_STREAM);
  if (strncmp(address, "udp:", 4) == 0) return open_internet(address + 4, SOCK_DGRAM);
  if (strncmp(address, "serial:", 7) == 0) return open_serial(address + 7);
  return -2;
}

static int write_all(int fd, const uint8_t* bytes, size_t count) {
  while (count > 0) {
    const ssize_t n = write(fd, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    bytes += n;
    count -= (size_t)n;
  }
  return 0;
}

/* Serves until the link breaks (-1) or the plant says bye (0). */
static int serve(inversim_responder* r, int in, int out) {
  uint8_t bytes[4096];
  long ready_at = 0;
  while (!r->done) {
    if (!r->stepped && now_ms() >= ready_at) {
      uint8_t ready[INVERSIM_WIRE_FRAME];
      if (write_all(out, ready, inversim_responder_ready(r, ready)) != 0 && errno != ECONNREFUSED)
        return -1;
      ready_at = now_ms() + kReady_ms;
    }
    struct pollfd p = {.fd = in, .events = POLLIN};
    const int ready = poll(&p, 1, r->stepped ? -1 : kReady_ms);
    if (ready < 0 && errno != EINTR) return -1;
    if (ready <= 0) continue;
    const ssize_t n = read(in, bytes, sizeof(bytes));
    if (n < 0 && (errno == EINTR || errno == ECONNREFUSED)) continue;
    if (n <= 0) return -1;
    size_t at = 0, used = 0;
    while (at < (size_t)n) {
      const uint8_t* answer = NULL;
      const size_t size = inversim_responder_take(r, bytes + at, (size_t)n - at, &used, &answer);
      at += used;
      if (size > 0 && write_all(out, answer, size) != 0) return -1;
    }
  }
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr,
            "usage: %s stdio | unix:PATH | tcp:HOST:PORT | udp:HOST:PORT | serial:DEVICE[@BAUD]\n",
            argv[0]);
    return kUsage;
  }
  const inversim_controller* controller = inversim_get_controller();
  const size_t align = controller->state_align;
  void* self = aligned_alloc(align, (controller->state_size + align - 1) / align * align);
  static inversim_responder responder;
  inversim_responder_init(&responder, controller, self);

  if (strcmp(argv[1], "stdio") == 0) {
    serve(&responder, STDIN_FILENO, STDOUT_FILENO);
    free(self);
    return 0;
  }
  long lonely = now_ms();
  while (!responder.done && now_ms() - lonely < kPatience_ms) {
    const int fd = open_link(argv[1]);
    if (fd == -2) {
      fprintf(stderr, "%s: '%s' is no address of a link\n", argv[0], argv[1]);
      free(self);
      return kUsage;
    }
    if (fd >= 0) {
      const uint8_t greeted = responder.greeted;
      serve(&responder, fd, fd);
      close(fd);
      if (greeted || responder.greeted) lonely = now_ms();
    }
    if (!responder.done) pause_ms(kRetry_ms);
  }
  free(self);
  return responder.done ? 0 : kNobody;
}
