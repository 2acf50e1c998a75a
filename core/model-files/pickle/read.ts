import { RefusedError } from '../../errors.ts';
import { type Cursor, cursorAt } from '../cursor.ts';
import { collectFacts, type FactCollector, type FindingKind } from '../facts.ts';
import { isDangerous } from '../dangerous-globals.ts';
import { scanLimits } from '../limits.ts';
import { type ByteSource, notFollowed, NotFollowedError } from '../source.ts';
import { arrayLayout } from './joblib.ts';
import { createMachine, forkMachine, type Machine, runMachine } from './machine.ts';
import { other } from './values.ts';

/** How the reading of a source as pickles ended. */
export interface PickleReading {
  readonly facts: FactCollector;
  /** How many pickles are whole. */
  readonly whole: number;
  /** Where the last whole one ends. */
  readonly end: number;
  /** Why what follows is no whole pickle; null when nothing follows. */
  readonly problem: string | null;
  /** Whether a loader would get so far as to import what is named, even if the rest is broken. */
  readonly isPlausible: boolean;
  /** Whether it was we who stopped: a loader may read on, so that nothing is known of what follows. */
  readonly isCutShort: boolean;
}

/** Reads all pickles that follow each other from the start of a source. */
export async function readPickles(source: ByteSource, isTorch: boolean): Promise<PickleReading> {
  const facts = collectFacts();
  const cursor = cursorAt(source, 0);
  let isPlausible = false;
  let end = 0;
  for (let whole = 0; ; whole += 1) {
    if (whole > 0 && cursor.left === 0) {
      return { facts, whole, end, problem: null, isPlausible, isCutShort: false };
    }
    const machine = createMachine(cursor, isTorch);
    const stop =
      whole < scanLimits.pickles ? await attempt(() => readOne(machine, source)) : tooMany;
    const counts = wouldImport(machine);
    // After the first, bytes that only look like the beginning of a pickle are told apart by what they would do.
    if (whole === 0 || stop === null || counts) facts.addAll(machine.facts.facts());
    isPlausible ||= counts;
    if (stop !== null) {
      const problem = stop.message;
      if (counts) facts.addFinding('broken-pickle', problem);
      return { facts, whole, end, problem, isPlausible, isCutShort: isOurs(stop) };
    }
    end = cursor.offset;
  }
}

const tooMany = notFollowed(`It holds more than ${scanLimits.pickles} pickles.`);

function isOurs(stop: RefusedError): boolean {
  return stop instanceof NotFollowedError;
}

/** Why it can't be read on; null when it was read to its end. */
async function attempt(read: () => Promise<void>): Promise<RefusedError | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

/** One pickle to its end, and the arrays that joblib puts between. */
async function readOne(machine: Machine, source: ByteSource): Promise<void> {
  let copied = 0;
  for (;;) {
    await runMachine(machine);
    if (machine.array === null) return;
    copied += machine.stack.size;
    if (copied > scanLimits.pickleSteps)
      throw notFollowed('It holds more arrays than are followed.');
    const layout = arrayLayout(machine.array);
    await readAsPlain(machine, source, layout?.kind === 'pickle');
    if (machine.cursor.offset < machine.frameEnd) {
      throw notFollowed('It holds an array in the middle of a frame.');
    }
    if (layout === null)
      throw notFollowed('It holds an array whose layout is not as joblib writes it.');
    if (layout.kind === 'pickle') await readObjects(machine);
    else await skipBytes(machine.cursor, layout.sizeBytes, layout.isAligned);
    machine.stack.pop();
    machine.stack.push(other);
  }
}

/** Objects of an array are a pickle of their own, which is read without joblib's ways. */
async function readObjects({ cursor, facts, isTorch, left }: Machine): Promise<void> {
  const inner: Machine = { ...createMachine(cursor, isTorch, facts), left };
  while (!inner.isStopped) await runMachine(inner);
}

async function skipBytes(cursor: Cursor, sizeBytes: number, isAligned: boolean): Promise<void> {
  if (isAligned) {
    await cursor.fill(1);
    cursor.skip(cursor.takeByte());
  }
  cursor.skip(sizeBytes);
}

/** So far the bytes of an array are followed as if they were opcodes. */
const plainSteps = 100_000;

/**
 * The same file may be loaded by `pickle.load`, which knows nothing of joblib's arrays and takes their bytes for
 * opcodes: they are followed in that way too, and what they would import counts. The pickle of an array's objects
 * begins with a memo of its own; read on in the memo of the outer one it names things by chance, of which only what
 * is known to do harm counts.
 */
async function readAsPlain(
  machine: Machine,
  source: ByteSource,
  hasObjects: boolean,
): Promise<void> {
  const plain = forkMachine(machine, cursorAt(source, machine.cursor.offset), plainSteps);
  const stop = await attempt(async () => {
    while (!plain.isStopped) await runMachine(plain);
  });
  if (!hasObjects && stop !== null && isOurs(stop)) {
    machine.facts.addFinding('broken-pickle', 'The bytes of an array read on as a pickle.');
  }
  if (!wouldImport(plain)) return;
  const found = plain.facts.facts();
  const harmful = found.imports.filter(({ module, name }) => isDangerous(module, name));
  machine.facts.addAll(hasObjects ? { ...found, imports: harmful, findings: [] } : found);
}

const identifiers = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/**
 * Whether Python would import what a machine met. Text and numbers may begin as a pickle does, such as a list of
 * labels whose first is `cat`: then nothing is called, the end is never reached, and nothing known is named.
 */
function wouldImport({ facts, isStopped, callsUnknown }: Machine): boolean {
  const { imports, importsLeftOut, findings, findingsLeftOut } = facts.facts();
  if (isStopped) return imports.length > 0 || findings.length > 0;
  if (importsLeftOut > 0 || findingsLeftOut > 0) return true;
  if (findings.some(({ kind, detail }) => reaches(kind, detail, callsUnknown))) return true;
  return imports.some(
    ({ module, name, called }) => identifiers.test(module) && (called || isDangerous(module, name)),
  );
}

/** A persistent id does not count: but for torch, a loader stops at it, and a PNG begins with one. */
function reaches(kind: FindingKind, detail: string, callsUnknown: boolean): boolean {
  if (kind === 'unknown-operand' || kind === 'extension-code') return callsUnknown;
  return kind === 'build-on-global' && identifiers.test(detail);
}
