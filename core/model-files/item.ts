import type { Collected } from './collect.ts';
import type { UnpackMethod } from './magic.ts';
import type { ByteSource } from './source.ts';

/** What was unpacked; to be closed when it is read. */
export interface Unpacked extends ByteSource {
  close(): Promise<void>;
}

/** Unpacks a source; a RefusedError `unreadable` where it is damaged or becomes larger than the limit. */
export type Unpack = (
  source: ByteSource,
  method: UnpackMethod,
  mostBytes: number,
) => Promise<Unpacked>;

/** The scan of one model while it goes on. */
export interface Scan {
  readonly unpack: Unpack;
  readonly found: Collected;
  /** Reads what lies in another item. */
  readonly scanItem: (scan: Scan, item: Item) => Promise<void>;
  /** What is left of the limits. */
  readonly left: { entries: number; unpackedBytes: number };
}

/** One file or entry, and what is known of it from where it lies. */
export interface Item {
  readonly source: ByteSource;
  /** `model.zip!/data.pkl` for an entry of an archive. */
  readonly path: string;
  readonly depth: number;
  /** In torch's archives: the pickle with the storages' names, or the bytes of a storage; null elsewhere. */
  readonly role: 'torch-pickle' | 'raw' | null;
}

/** What an item is, and why it could not be read to its end; `unknown` when it is of no format that we know. */
export interface Content {
  readonly format: string;
  readonly problem: string | null;
}
