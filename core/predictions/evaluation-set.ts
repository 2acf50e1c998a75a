import { createHash } from 'node:crypto';
import type { EvaluationSet } from '../../schemas/types.ts';
import { rowsByKey } from './keys.ts';
import { labelClasses } from './label-classes.ts';
import type { Clusters, Predictions } from './predictions.ts';

const rowsAtOnce = 65_536;

/**
 * The rows that were judged: which they are, and what is true of them, whatever was predicted. The digest is the sha256
 * of a line of JSON, `{"labels":…,"classes":…,"ids":…,"weights":…}`, and of what follows for each row in the order of
 * the keys, or without ids in the file's order; all numbers are big-endian. The key (8 bytes, see `keyOf`), if there
 * are ids; the label, for `numbers` and `relevances` a float64, for `classes` a uint32, its place among the sorted
 * classes that occur among labels; the weight as a float64, if there are weights; for `relevances` the query as a
 * uint32, numbered by its first row in this order.
 */
export function evaluationSet(predictions: Predictions): EvaluationSet {
  const { rows, keys, weights } = predictions;
  const order = keys === null ? null : rowsByKey(keys);
  const label = labelPart(predictions);
  const parts = [keyPart(keys), label, weightPart(weights), queryPart(predictions, order)].filter(
    (part) => part !== null,
  );
  const { labels, classes } = label;
  const header = { labels, classes, ids: keys !== null, weights: weights !== null };
  const hash = createHash('sha256').update(`${JSON.stringify(header)}\n`);
  const rowBytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const chunk = new DataView(new ArrayBuffer(rowBytes * Math.min(rows, rowsAtOnce)));
  let at = 0;
  for (let place = 0; place < rows; place++) {
    if (at === chunk.byteLength) {
      hash.update(chunk);
      at = 0;
    }
    const row = order === null ? place : (order[place] ?? 0);
    for (const { bytes, write } of parts) {
      write(chunk, at, row);
      at += bytes;
    }
  }
  hash.update(new Uint8Array(chunk.buffer, 0, at));
  return { digest: `sha256:${hash.digest('hex')}`, rows };
}

/** What is hashed of a row. */
interface Part {
  readonly bytes: number;
  readonly write: (to: DataView, at: number, row: number) => void;
}

interface LabelPart extends Part {
  readonly labels: 'numbers' | 'relevances' | 'classes';
  /** Those that occur among the labels, sorted; null where labels are numbers. */
  readonly classes: readonly string[] | null;
}

function labelPart(predictions: Predictions): LabelPart {
  if (predictions.kind === 'numeric' || predictions.kind === 'ranking') {
    const labels = predictions.kind === 'numeric' ? 'numbers' : 'relevances';
    return { labels, classes: null, ...numberPart(predictions.labels) };
  }
  const { labels } = predictions;
  const { names, placeOfCode } = labelClasses(predictions);
  return {
    labels: 'classes',
    classes: names,
    bytes: 4,
    write(to, at, row) {
      to.setUint32(at, placeOfCode[labels[row] ?? 0] ?? 0);
    },
  };
}

function keyPart(keys: Uint32Array | null): Part | null {
  if (keys === null) return null;
  return {
    bytes: 8,
    write(to, at, row) {
      to.setUint32(at, keys[2 * row] ?? 0);
      to.setUint32(at + 4, keys[2 * row + 1] ?? 0);
    },
  };
}

function weightPart(weights: Float64Array | null): Part | null {
  return weights === null ? null : numberPart(weights);
}

function numberPart(numbers: Float64Array): Part {
  return {
    bytes: 8,
    write(to, at, row) {
      // -0 and 0 are one number, and have two forms in bytes.
      to.setFloat64(at, (numbers[row] ?? 0) + 0);
    },
  };
}

function queryPart(predictions: Predictions, order: Uint32Array | null): Part | null {
  if (predictions.kind !== 'ranking') return null;
  const { codes } = predictions.queries;
  const numbers = numberByFirstRow(predictions.queries, order);
  return {
    bytes: 4,
    write(to, at, row) {
      to.setUint32(at, numbers[codes[row] ?? 0] ?? 0);
    },
  };
}

/** Per cluster how many others had a row before its first one. */
function numberByFirstRow({ count, codes }: Clusters, order: Uint32Array | null): Uint32Array {
  const none = 0xffff_ffff;
  const numbers = new Uint32Array(count).fill(none);
  let next = 0;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[order === null ? place : (order[place] ?? 0)] ?? 0;
    if (numbers[code] !== none) continue;
    numbers[code] = next;
    next += 1;
  }
  return numbers;
}
