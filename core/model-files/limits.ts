/** How far a model's files are read. What lies beyond is said to be unread; it is never taken for harmless. */
export const scanLimits = {
  /** Files in files in files. */
  depth: 8,
  /** Entries of all archives of a model together. */
  entries: 20_000,
  /** Bytes that are unpacked of one model, all together. */
  unpackedBytes: 8 * 1024 ** 3,
  /** How many times larger an entry may become, from 64 MB on. */
  ratio: 250,
  ratioFromBytes: 64 * 1024 ** 2,
  /** Steps of one pickle's machine, and what it may hold. */
  pickleSteps: 200_000_000,
  pickleValues: 4_000_000,
  pickleTextCharacters: 64_000_000,
  /** Pickles one after the other in one file. */
  pickles: 1_000,
  /** A text of JSON that is parsed as a whole. */
  jsonBytes: 32 * 1024 ** 2,
  /** The header of a safetensors file. */
  headerBytes: 32 * 1024 ** 2,
  /** Fields of a protocol-buffer message that are looked at. */
  fields: 20_000_000,
  /** Different imports and findings of one file, and of all files of a model together. */
  importsOfFile: 1_000,
  imports: 3_000,
  findingsOfFile: 50,
  findings: 1_000,
  files: 1_000,
  unread: 200,
} as const;

/** Lengths that a record takes. */
export const longest = { name: 256, detail: 512, path: 1_024, reason: 1_024 } as const;
