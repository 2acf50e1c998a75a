import { createHash } from 'node:crypto';

/** A stream of random numbers: the same from the same seed. */
export interface Random {
  /** Writes 32 random bits into each of the words. */
  readonly draw: (words: Uint32Array) => void;
  /** A number from 0 to below 1, with 53 random bits. */
  readonly uniform: () => number;
}

/** The numbered streams of a seed, each a stream of its own: so that any draw can be made again without the others. */
export type RandomStreams = (stream: number) => Random;

/** The streams of a seed, a text or a number; `stream` is a whole number from 0 to below 2^32. */
export function randomStreams(seed: string | number): RandomStreams {
  const digest = createHash('sha256').update(String(seed)).digest();
  const [a, b, c, d] = [0, 4, 8, 12].map((offset) => digest.readUInt32LE(offset));
  return (stream) => xoshiro([a, b, c, d].map((word) => mixed((word ?? 0) ^ mixed(stream))));
}

/** The first stream of a seed. */
export function random(seed: string | number): Random {
  return randomStreams(seed)(0);
}

/**
 * xoshiro128** 1.1 (Blackman and Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 2021), from four
 * words that are not all 0: it fails no statistical test, repeats after 2^128 - 1 words, and needs 32-bit integers only.
 */
function xoshiro(words: readonly number[]): Random {
  const state = Int32Array.from(words);
  const draw = (target: Uint32Array): void => {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let index = 0; index < target.length; index++) {
      const scrambled = Math.imul(b, 5);
      target[index] = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state.set([a, b, c, d]);
  };
  const pair = new Uint32Array(2);
  const uniform = (): number => {
    draw(pair);
    const [high = 0, low = 0] = pair;
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  };
  return { draw, uniform };
}

/** The finaliser of MurmurHash3: a bijection of 32-bit words after which each bit depends on every other. */
function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
