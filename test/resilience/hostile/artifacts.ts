import * as fc from 'fast-check';
import { readRecord } from '../../../core/record/read.ts';
import { type Entries, zip } from '../../e2e/app/records.ts';
import {
  entriesOf,
  type Name,
  names,
  paths,
  placed,
  plain,
  relinked,
  resealed,
} from './entries.ts';
import {
  type Change,
  changes,
  garbage,
  type Json,
  manyChanges,
  textOf,
  withChanges,
} from './json.ts';
import { oddZips, type OddZip } from './odd-zips.ts';

/** How a hostile artifact is made; plain data, so that a failure can be read. */
export type Artifact =
  /** Records changed anywhere; with `sealed`, each has the right id again, and the evaluation names the run. */
  | {
      readonly kind: 'changed';
      readonly of: readonly Name[];
      readonly changes: readonly Change[];
      readonly sealed: boolean;
    }
  /** The same, sealed, of the changes only those that leave a valid record. */
  | { readonly kind: 'valid'; readonly of: readonly Name[]; readonly changes: readonly Change[] }
  /** One claim of where a record is from or of what it is about is another; sealed. */
  | {
      readonly kind: 'claim';
      readonly of: Name;
      readonly claim: readonly string[];
      readonly value: Json;
    }
  /** Garbage in the place of a section of the inspection, or of all of it; sealed. */
  | {
      readonly kind: 'inspection';
      readonly section: string | null;
      readonly value: Json | undefined;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** The zip of the whole records, cut off and with bytes changed. */
  | {
      readonly kind: 'damaged';
      readonly end: number;
      readonly flips: readonly (readonly [at: number, to: number])[];
    }
  | { readonly kind: 'odd'; readonly zip: OddZip };

const digest = `sha256:${'d'.repeat(64)}`;
const commit = 'd'.repeat(40);
const origin: readonly (readonly [string[], Json])[] = [
  [['model'], 'other-model'],
  [['repository'], 'octo-org/other'],
  [['commit'], commit],
  [['workflow', 'runId'], 4712],
  [['workflow', 'attempt'], 2],
  [['workflow', 'event'], 'push'],
  [['workflow'], { runId: 4712, attempt: 1, name: 'ml', event: 'pull_request', actor: 'octocat' }],
];
const content: Readonly<Record<Name, readonly (readonly [string[], Json])[]>> = {
  run: [
    [['fingerprint'], digest],
    [['artifact', 'digest'], digest],
    [['status'], 'failed'],
  ],
  evaluation: [
    [['run'], digest],
    [['fingerprint'], digest],
    [['artifact'], digest],
    [['subject'], { kind: 'champion', version: '1.0.0' }],
    [['status'], 'failed'],
  ],
  champion: [[['artifact'], digest]],
};
const claims = fc.constantFrom(
  ...names.flatMap((of) =>
    [...origin, ...content[of]].map(([claim, value]): Artifact => ({
      kind: 'claim',
      of,
      claim,
      value,
    })),
  ),
);

const sections = ['modelFiles', 'data', 'personalData', 'splits', 'documents', null] as const;
const inspections: fc.Arbitrary<Artifact> = fc.record({
  kind: fc.constant('inspection' as const),
  section: fc.constantFrom(...sections),
  value: fc.option(garbage, { nil: undefined }),
});

const changed: fc.Arbitrary<Artifact> = fc.record({
  kind: fc.constant('changed' as const),
  of: fc.subarray([...names], { minLength: 1 }),
  changes,
  sealed: fc.integer({ min: 0, max: 5 }).map((sealed) => sealed > 0),
});

const valid: fc.Arbitrary<Artifact> = fc.record({
  kind: fc.constant('valid' as const),
  of: fc.subarray([...names], { minLength: 1 }),
  changes: manyChanges,
});

const damaged: fc.Arbitrary<Artifact> = fc.record({
  kind: fc.constant('damaged' as const),
  end: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  flips: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
});

const odds: fc.Arbitrary<Artifact> = fc.record({
  kind: fc.constant('odd' as const),
  zip: fc.constantFrom(...oddZips),
});

/** Hostile artifacts of every kind, most of them such that they are read to their end. */
export const artifacts: fc.Arbitrary<Artifact> = fc.oneof(
  { weight: 25, arbitrary: changed },
  { weight: 35, arbitrary: valid },
  { weight: 12, arbitrary: claims },
  { weight: 10, arbitrary: inspections },
  { weight: 8, arbitrary: damaged },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('bytes' as const),
      bytes: fc.uint8Array({ maxLength: 400 }),
    }),
  },
  { weight: 6, arbitrary: odds },
);

/** The bytes of an artifact. */
export async function bytesOf(artifact: Artifact): Promise<Uint8Array> {
  switch (artifact.kind) {
    case 'bytes':
      return artifact.bytes;
    case 'odd':
      return artifact.zip.make();
    case 'damaged':
      return damage(await wholeZip, artifact);
    case 'changed':
      return zip(changedEntries(artifact));
    case 'valid':
      return zip(validEntries(artifact));
    case 'claim':
      return zip(entriesOf(claimed(artifact)));
    case 'inspection':
      return zip(entriesOf(uninspected(artifact)));
    default:
      return artifact satisfies never;
  }
}

function changedEntries({ of, changes: all, sealed }: Extract<Artifact, { kind: 'changed' }>) {
  const records = Object.fromEntries(of.map((name) => [name, withChanges(plain(name), all)]));
  if (sealed) return entriesOf(relinked(records));
  return {
    ...entriesOf(),
    ...Object.fromEntries(of.map((name) => [paths[name], textOf(records[name] ?? null)])),
  };
}

function validEntries({ of, changes: all }: Extract<Artifact, { kind: 'valid' }>): Entries {
  const records = of.map((name): [Name, Json] => [
    name,
    all.reduce((record, change) => {
      const next = withChanges(record, [change]);
      return readRecord(textOf(resealed(next)), name).ok ? next : record;
    }, plain(name)),
  ]);
  return entriesOf(relinked(Object.fromEntries(records)));
}

function claimed({ of, claim, value }: Extract<Artifact, { kind: 'claim' }>) {
  return relinked({ [of]: placed(plain(of), claim, value) });
}

function uninspected({ section, value }: Extract<Artifact, { kind: 'inspection' }>) {
  const path = section === null ? ['inspection'] : ['inspection', section];
  return { evaluation: placed(plain('evaluation'), path, value) };
}

const wholeZip = zip(entriesOf());

/** The artifact of the whole records. */
export async function untouched(): Promise<Uint8Array> {
  return wholeZip;
}

function damage(bytes: Uint8Array, { end, flips }: Extract<Artifact, { kind: 'damaged' }>) {
  const copy = Uint8Array.from(bytes);
  for (const [at, to] of flips) copy[at % copy.length] = to;
  return copy.subarray(0, Math.floor(end * copy.length));
}
