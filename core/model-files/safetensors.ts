import { type ByteSource, readExactly } from './source.ts';
import { scanLimits } from './limits.ts';

/** Bits of an item, by the name that the format has for it. */
const itemBits: Readonly<Record<string, number>> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  F64: 64,
  I64: 64,
  U64: 64,
  C64: 64,
};

/** Whether the first bytes are those of a safetensors file: a length, and JSON. */
export function looksLikeSafetensors(head: Uint8Array): boolean {
  return (
    head.length >= 10 &&
    head[6] === 0 &&
    head[7] === 0 &&
    head[8] === 0x7b &&
    [0x22, 0x7d, 0x20].includes(head[9] ?? 0)
  );
}

/**
 * What is wrong with the structure of a safetensors file, as a sentence; null when nothing is. After the format's
 * README: an 8-byte length, a JSON header, then the tensors without gaps or overlaps up to the end.
 */
export async function safetensorsProblem(source: ByteSource): Promise<string | null> {
  const head = await readExactly(source, 0, 8);
  const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
  if (8 + length > source.sizeBytes)
    return `Its header would be ${length} bytes, longer than the file.`;
  if (length > scanLimits.headerBytes) return `Its header is ${length} bytes, more than is read.`;
  const header = parse(await readExactly(source, 8, length));
  if (header === null) return 'Its header is not a JSON object.';
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__');
  const spans: Span[] = [];
  for (const [name, tensor] of tensors) {
    const span = spanOf(tensor);
    if (span === null)
      return `Its tensor ${JSON.stringify(name.slice(0, 80))} is not described as it must be.`;
    spans.push(span);
  }
  return coverProblem(spans, source.sizeBytes - 8 - length);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spanOf(tensor: unknown): Span | null {
  if (!isObject(tensor)) return null;
  const { dtype, shape, data_offsets: offsets } = tensor;
  if (typeof dtype !== 'string' || !Object.hasOwn(itemBits, dtype)) return null;
  if (!isSizes(shape) || !isSizes(offsets)) return null;
  const [start, end, more] = offsets;
  if (start === undefined || end === undefined || more !== undefined) return null;
  const bits = shape.reduce((product, size) => product * size, itemBits[dtype] ?? 0);
  return bits === (end - start) * 8 ? { start, end } : null;
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function coverProblem(spans: readonly Span[], sizeBytes: number): string | null {
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== at) return `Its tensors leave a gap or overlap at byte ${Math.min(start, at)}.`;
    at = end;
  }
  return at === sizeBytes ? null : `Its tensors end at byte ${at}, its data at byte ${sizeBytes}.`;
}
