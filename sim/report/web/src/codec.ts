// SPDX-License-Identifier: Apache-2.0
// Numbers that the page carries as base64 of little-endian arrays (sim/report/packed.h).

function bytes(text: string): ArrayBuffer {
  const raw = atob(text);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; ++i) out[i] = raw.charCodeAt(i);
  return out.buffer;
}

export function doubles(text: string): Float64Array { return new Float64Array(bytes(text)); }

export function singles(text: string): Float32Array { return new Float32Array(bytes(text)); }

/** 16-bit integers as the numbers they stand for; NaN where there was none. */
export function shorts(packed: {data: string; scale: number; offset: number}): Float32Array {
  const whole = new Int16Array(bytes(packed.data));
  const out = new Float32Array(whole.length);
  whole.forEach((v, i) => { out[i] = v === -32768 ? NaN : packed.offset + packed.scale * v; });
  return out;
}
