// SPDX-License-Identifier: Apache-2.0
// Names of files as people read them.

/** "spacing L4-L5" of spacing_l4_l5; a unit at the end is left to the numbers. */
export function readable(name: string, unit = ''): string {
  let text = name.replaceAll('_', ' ');
  if (unit !== '' && text.endsWith(` ${unit}`)) text = text.slice(0, -unit.length - 1);
  return text.replace(/\b([ctls]\d{1,2}) ([ctls]\d{1,2})\b/gi, (_, a: string, b: string) => `${a.toUpperCase()}-${b.toUpperCase()}`);
}

export const capital = (text: string): string => text.replace(/^./, (c) => c.toUpperCase());
