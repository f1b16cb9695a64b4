// SPDX-License-Identifier: Apache-2.0
// Numbers that the page carries as base64 of little-endian arrays.

function bytes(text: string): ArrayBuffer {
  const raw = atob(text);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; ++i) out[i] = raw.charCodeAt(i);
  return out.buffer;
}

export function float32s(text: string): Float32Array { return new Float32Array(bytes(text)); }
export function float64s(text: string): Float64Array { return new Float64Array(bytes(text)); }
export function int16s(text: string): Int16Array { return new Int16Array(bytes(text)); }
