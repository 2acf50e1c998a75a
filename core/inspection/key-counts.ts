import type { Key } from '../predictions/key.ts';

const firstSlots = 1 << 10;

/** How often each key was counted, and which were met elsewhere. 13 bytes a slot, and at least two slots a key. */
export interface KeyCounts {
  /** Counts a key; answers how often it was counted before, or null where there is no room for another key. */
  readonly add: (key: Key) => number | null;
  /** Marks a key as met; answers whether it is one of those that were counted. */
  readonly meet: (key: Key) => boolean;
  readonly has: (key: Key) => boolean;
  /** How many distinct keys there are. */
  readonly size: () => number;
  /** How often keys were counted that were met. */
  readonly met: () => number;
  /** How many distinct keys were met. */
  readonly distinctMet: () => number;
}

/** An empty table of at most `most` distinct keys: open addressing with linear steps, half full at most. */
export function keyCounts(most: number): KeyCounts {
  let table = emptyTable(firstSlots);
  let size = 0;
  const add = (key: Key): number | null => {
    let slot = slotOf(table, key);
    if (table.counts[slot] === 0) {
      if (size >= most) return null;
      size += 1;
      if (2 * size > table.counts.length) {
        table = doubled(table);
        slot = slotOf(table, key);
      }
      table.keys[2 * slot] = key.high;
      table.keys[2 * slot + 1] = key.low;
    }
    const before = table.counts[slot] ?? 0;
    table.counts[slot] = before + 1;
    return before;
  };
  const has = (key: Key): boolean => table.counts[slotOf(table, key)] !== 0;
  return {
    add,
    has,
    meet(key) {
      const slot = slotOf(table, key);
      if (table.counts[slot] === 0) return false;
      table.met[slot] = 1;
      return true;
    },
    size: () => size,
    met: () => sumWhereMet(table, (count) => count),
    distinctMet: () => sumWhereMet(table, () => 1),
  };
}

interface Table {
  readonly keys: Uint32Array;
  /** 0 where the slot is free. */
  readonly counts: Uint32Array;
  readonly met: Uint8Array;
}

function emptyTable(slots: number): Table {
  return {
    keys: new Uint32Array(2 * slots),
    counts: new Uint32Array(slots),
    met: new Uint8Array(slots),
  };
}

/** The slot of a key, or the free one that it would get. */
function slotOf({ keys, counts }: Table, { high, low }: Key): number {
  const mask = counts.length - 1;
  let slot = Math.imul(high ^ low, 0x9e37_79b1) & mask;
  while (counts[slot] !== 0 && !(keys[2 * slot] === high && keys[2 * slot + 1] === low)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

function doubled(old: Table): Table {
  const table = emptyTable(2 * old.counts.length);
  for (const [from, count] of old.counts.entries()) {
    if (count === 0) continue;
    const key = { high: old.keys[2 * from] ?? 0, low: old.keys[2 * from + 1] ?? 0 };
    const slot = slotOf(table, key);
    table.keys[2 * slot] = key.high;
    table.keys[2 * slot + 1] = key.low;
    table.counts[slot] = count;
    table.met[slot] = old.met[from] ?? 0;
  }
  return table;
}

function sumWhereMet({ counts, met }: Table, of: (count: number) => number): number {
  let sum = 0;
  for (const [slot, is] of met.entries()) if (is === 1) sum += of(counts[slot] ?? 0);
  return sum;
}
