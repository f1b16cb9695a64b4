// SPDX-License-Identifier: Apache-2.0
// A mutator for streams of frames: after libFuzzer's own changes the frames that are still
// recognised get a right length mark and check sum in most of the inputs, so that what lies behind
// them is reached.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "inversim/loop/wire.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned int seed) {
  size = LLVMFuzzerMutate(data, size, most);
  if (seed % 8 == 0) return size;
  for (std::size_t at = 0; at + INVERSIM_WIRE_HEADER + INVERSIM_WIRE_CRC <= size;) {
    std::uint16_t length = 0;
    std::memcpy(&length, data + at + 4, 2);
    const std::size_t before = INVERSIM_WIRE_HEADER + length;
    const bool begins = data[at] == 0xA5 && data[at + 1] == 0x5A;
    if (!begins || length > INVERSIM_WIRE_PAYLOAD || at + before + INVERSIM_WIRE_CRC > size) {
      ++at;
      continue;
    }
    const auto turned = static_cast<std::uint16_t>(length ^ 0xffffu);
    std::memcpy(data + at + 6, &turned, 2);
    const std::uint32_t crc = inversim_crc32c(data + at, before);
    std::memcpy(data + at + before, &crc, 4);
    at += before + INVERSIM_WIRE_CRC;
  }
  return size;
}
