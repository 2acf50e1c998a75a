import { isUtf8 } from 'node:buffer';
import type { ParquetParsers } from 'hyparquet';

const nanosPerSecond = 1_000_000_000n;

/**
 * How hyparquet is to give what JSON has no type for: as the texts that pandas writes into CSV, so that a day or a
 * time is the same value in both. Times have `+00:00` behind them where they are in UTC.
 */
export function valueTexts(isUtc: boolean): ParquetParsers {
  const zone = isUtc ? '+00:00' : '';
  const time = (count: bigint, perSecond: bigint): string =>
    timeText(count * (nanosPerSecond / perSecond)) + zone;
  return {
    timestampFromMilliseconds: (count) => time(count, 1_000n),
    timestampFromMicroseconds: (count) => time(count, 1_000_000n),
    timestampFromNanoseconds: (count) => time(count, nanosPerSecond),
    dateFromDays: (days) => new Date(days * 86_400_000).toISOString().replace(/T.*/, ''),
    stringFromBytes: textOf,
    jsonFromBytes: textOf,
    geometryFromBytes: refuse,
    geographyFromBytes: refuse,
    uuidFromBytes: (bytes) =>
      Buffer.from(bytes)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  };
}

/** `2024-01-31 12:00:00`, and six or nine digits of a second where it is not a whole one. */
function timeText(nanos: bigint): string {
  const fraction = ((nanos % nanosPerSecond) + nanosPerSecond) % nanosPerSecond;
  const seconds = (nanos - fraction) / nanosPerSecond;
  const whole = new Date(Number(seconds) * 1_000)
    .toISOString()
    .replace('T', ' ')
    .replace('.000Z', '');
  if (fraction === 0n) return whole;
  const digits = String(fraction).padStart(9, '0');
  return `${whole}.${digits.endsWith('000') ? digits.slice(0, 6) : digits}`;
}

function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (text.includes('\ufffd') && !isUtf8(bytes)) throw new TypeError('a text is not UTF-8');
  return text;
}

function refuse(): never {
  throw new TypeError('a value is neither a number nor a text');
}
