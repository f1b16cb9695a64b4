/* SPDX-License-Identifier: Apache-2.0 */
/* Frames between the plant and a controller that runs elsewhere: another process, an emulated or a
 * real board. C11 and C++, no dependencies, no allocation; the same source on both sides.
 *
 *   offset  0  u8[2]  sync 0xA5 0x5A
 *           2  u8     version of this layout
 *           3  u8     type, enum inversim_frame_type
 *           4  u16    length of the payload
 *           6  u16    the same, all bits turned: a wrong length is found at once
 *           8  u32    session: which run
 *          12  u32    sequence
 *          16  i64    simulated time [ns]
 *          24  u8[]   payload
 *           .  u32    CRC-32C of all before it, sync included
 *
 * Little endian throughout. docs/wire.md says frame by frame who sends what, and when.
 */
/* a C header: NOLINTBEGIN(modernize-use-using,readability-identifier-naming) */
#ifndef INVERSIM_WIRE_H
#define INVERSIM_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the wire is little endian, and so must the processor be"
#endif

#define INVERSIM_WIRE_VERSION 1u
#define INVERSIM_WIRE_HEADER 24u
#define INVERSIM_WIRE_CRC 4u
#define INVERSIM_WIRE_PAYLOAD 160u /* most bytes of a payload */
#define INVERSIM_WIRE_FRAME (INVERSIM_WIRE_HEADER + INVERSIM_WIRE_PAYLOAD + INVERSIM_WIRE_CRC)

enum inversim_frame_type {
  INVERSIM_FRAME_READY = 1,   /* controller: here I am, say hello */
  INVERSIM_FRAME_HELLO = 2,   /* plant: inversim_hello, then inversim_config */
  INVERSIM_FRAME_WELCOME = 3, /* controller: inversim_welcome */
  INVERSIM_FRAME_REFUSAL = 4, /* controller: inversim_refusal, to a hello or instead of actuators */
  INVERSIM_FRAME_SENSORS = 5, /* plant: inversim_sensors */
  INVERSIM_FRAME_ACTUATORS = 6, /* controller: inversim_actuators, sequence of the sensors */
  INVERSIM_FRAME_BYE = 7        /* plant: the run is over */
};

/* Before the inversim_config of a hello. */
typedef struct inversim_hello {
  uint32_t abi; /* of inversim/controller.h, the plant's */
  uint32_t reserved;
  uint64_t model; /* hash of table, subject and all else that makes the plant */
} inversim_hello;

/* Why a controller refuses. */
enum inversim_refusal_reason {
  INVERSIM_REFUSAL_ABI = 1,    /* of inversim/controller.h: `code` is the controller's */
  INVERSIM_REFUSAL_CONFIG = 2, /* `code` is that of init */
  INVERSIM_REFUSAL_STEP = 3    /* `code` is that of step */
};

typedef struct inversim_refusal {
  uint32_t reason;
  int32_t code;
} inversim_refusal;

typedef struct inversim_welcome {
  uint32_t abi;
  uint32_t reserved;
  char name[32]; /* ends with a zero byte, as does the version */
  char version[16];
} inversim_welcome;

typedef struct inversim_frame {
  uint8_t type;
  uint16_t length;
  uint32_t session;
  uint32_t sequence;
  int64_t time_ns;
  uint8_t payload[INVERSIM_WIRE_PAYLOAD];
} inversim_frame;

/* Bytes that came and are not yet a frame. All zero: nothing came. */
typedef struct inversim_decoder {
  uint8_t bytes[INVERSIM_WIRE_FRAME];
  uint32_t have;
  uint32_t skipped; /* bytes that belonged to no frame */
  uint32_t damaged; /* frames whose CRC was wrong */
} inversim_decoder;

/* CRC-32C (Castagnoli, reflected, as of iSCSI), by four bits. */
static inline uint32_t inversim_crc32c(const uint8_t* bytes, size_t count) {
  static const uint32_t table[16] = {0x00000000u, 0x105ec76fu, 0x20bd8edeu, 0x30e349b1u,
                                     0x417b1dbcu, 0x5125dad3u, 0x61c69362u, 0x7198540du,
                                     0x82f63b78u, 0x92a8fc17u, 0xa24bb5a6u, 0xb21572c9u,
                                     0xc38d26c4u, 0xd3d3e1abu, 0xe330a81au, 0xf36e6f75u};
  uint32_t crc = 0xffffffffu;
  for (size_t i = 0; i < count; ++i) {
    crc ^= bytes[i];
    crc = (crc >> 4) ^ table[crc & 15u];
    crc = (crc >> 4) ^ table[crc & 15u];
  }
  return crc ^ 0xffffffffu;
}

/* Writes a frame to `out`, which has room for INVERSIM_WIRE_FRAME bytes; returns how many. */
static inline size_t inversim_frame_write(const inversim_frame* frame, uint8_t* out) {
  const uint16_t turned = (uint16_t)(frame->length ^ 0xffffu);
  out[0] = 0xA5u;
  out[1] = 0x5Au;
  out[2] = INVERSIM_WIRE_VERSION;
  out[3] = frame->type;
  memcpy(out + 4, &frame->length, 2);
  memcpy(out + 6, &turned, 2);
  memcpy(out + 8, &frame->session, 4);
  memcpy(out + 12, &frame->sequence, 4);
  memcpy(out + 16, &frame->time_ns, 8);
  memcpy(out + INVERSIM_WIRE_HEADER, frame->payload, frame->length);
  const size_t before = INVERSIM_WIRE_HEADER + frame->length;
  const uint32_t crc = inversim_crc32c(out, before);
  memcpy(out + before, &crc, 4);
  return before + INVERSIM_WIRE_CRC;
}

/* Whether the bytes that are there can begin a frame; `length` is set once it is known. */
static inline int inversim_frame_begins(const uint8_t* bytes, size_t have, uint16_t* length) {
  uint16_t turned = 0;
  if (have > 0 && bytes[0] != 0xA5u) return 0;
  if (have > 1 && bytes[1] != 0x5Au) return 0;
  if (have > 2 && bytes[2] != INVERSIM_WIRE_VERSION) return 0;
  if (have < 8) return 1;
  memcpy(length, bytes + 4, 2);
  memcpy(&turned, bytes + 6, 2);
  return (turned ^ *length) == 0xffff && *length <= INVERSIM_WIRE_PAYLOAD;
}

/* Takes bytes until there is a frame. Returns 1 with the frame, or 0; `used` of the bytes were
 * taken: call again with the rest. Whatever bytes come, it neither fails nor loses the next whole
 * frame. */
static inline int inversim_decode(inversim_decoder* d, const uint8_t* bytes, size_t count,
                                  size_t* used, inversim_frame* frame) {
  *used = 0;
  for (;;) {
    /* what cannot begin a frame goes */
    uint16_t length = 0;
    uint32_t start = 0;
    while (start < d->have && !inversim_frame_begins(d->bytes + start, d->have - start, &length))
      ++start;
    if (start > 0) {
      d->skipped += start;
      d->have -= start;
      memmove(d->bytes, d->bytes + start, d->have);
    }
    size_t wanted = INVERSIM_WIRE_HEADER;
    if (d->have >= INVERSIM_WIRE_HEADER) wanted += length + INVERSIM_WIRE_CRC;
    if (d->have < wanted) {
      if (*used == count) return 0;
      /* byte by byte while no frame has begun, so that rubbish is not kept */
      size_t more = d->have < 8 ? 1 : wanted - d->have;
      if (more > count - *used) more = count - *used;
      memcpy(d->bytes + d->have, bytes + *used, more);
      d->have += (uint32_t)more;
      *used += more;
      continue;
    }
    uint32_t crc = 0;
    memcpy(&crc, d->bytes + wanted - INVERSIM_WIRE_CRC, 4);
    if (crc != inversim_crc32c(d->bytes, wanted - INVERSIM_WIRE_CRC)) {
      /* the frame may have begun in what was taken for this one */
      ++d->damaged;
      ++d->skipped;
      --d->have;
      memmove(d->bytes, d->bytes + 1, d->have);
      continue;
    }
    frame->type = d->bytes[3];
    frame->length = length;
    memcpy(&frame->session, d->bytes + 8, 4);
    memcpy(&frame->sequence, d->bytes + 12, 4);
    memcpy(&frame->time_ns, d->bytes + 16, 8);
    memcpy(frame->payload, d->bytes + INVERSIM_WIRE_HEADER, length);
    d->have -= (uint32_t)wanted;
    memmove(d->bytes, d->bytes + wanted, d->have);
    return 1;
  }
}

#ifdef __cplusplus
}
#endif

#endif
/* NOLINTEND(modernize-use-using,readability-identifier-naming) */
