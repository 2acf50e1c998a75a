import type { CheckResult } from '../../schemas/types.ts';
import type { Check } from '../checks/check.ts';
import { allFrameworks, clausesOf } from '../checks/clauses.ts';
import { checks } from '../checks/index.ts';
import table from './clauses.json' with { type: 'json' };
import type { EvidenceFacts } from './facts.ts';
import { documentFile, recordFile } from './files.ts';

/** A part of the folder that says something to a clause. */
export interface PartEvidence {
  readonly name: string;
  readonly file: string;
}

/** A clause of a law or standard, and what the folder has for it. */
export interface ClauseRow {
  readonly clause: string;
  /** What it asks for, in a few words; where the table does not say, what the checks that serve it look at. */
  readonly about: string;
  /** Checks of the verdict that serve it. */
  readonly results: readonly CheckResult[];
  /** Checks that serve it and that the verdict does not have. */
  readonly absent: readonly string[];
  readonly parts: readonly PartEvidence[];
}

/** A law or standard with its clauses. */
export interface FrameworkClauses {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly ClauseRow[];
}

interface Listed {
  readonly clause: string;
  readonly about: string;
  readonly parts: readonly string[];
}

const listed: Readonly<Record<string, readonly Listed[]>> = table.clauses;
const partNames: Readonly<Record<string, string>> = table.parts;

/** Every clause that a check serves or that the folder is asked for, by law or standard, with the evidence for it. */
export function clauseTable(facts: EvidenceFacts): readonly FrameworkClauses[] {
  const results = facts.verdicts[0]?.verdict.record.checks ?? [];
  const parts = partsOf(facts);
  return allFrameworks
    .map(({ id, name, about }) => ({
      name,
      about,
      rows: clausesIn(id).map((one) => rowOf(id, one, results, parts)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** Those of the table and those that only checks name, as people count them. */
function clausesIn(framework: string): readonly Listed[] {
  const own = listed[framework] ?? [];
  const known = new Set(own.map(({ clause }) => clause));
  const served = checks.flatMap(({ id }) => servedBy(id, framework));
  const others = [...new Set(served)].filter((clause) => !known.has(clause));
  const unlisted = others.map((clause) => ({ clause, about: '', parts: [] }));
  return [...own, ...unlisted].sort((a, b) =>
    a.clause.localeCompare(b.clause, 'en', { numeric: true }),
  );
}

function servedBy(check: string, framework: string): readonly string[] {
  return clausesOf(check).find((served) => served.framework === framework)?.clauses ?? [];
}

function rowOf(
  framework: string,
  { clause, about, parts }: Listed,
  results: readonly CheckResult[],
  available: ReadonlyMap<string, readonly PartEvidence[]>,
): ClauseRow {
  const serves = (check: string): boolean => servedBy(check, framework).includes(clause);
  const found = results.filter(({ check }) => serves(check));
  const serving = checks.filter(({ id }) => serves(id));
  const absent = serving
    .map(({ id }) => id)
    .filter((id) => !results.some(({ check }) => check === id));
  return {
    clause,
    about: about === '' ? titlesOf(serving) : about,
    results: found,
    absent,
    parts: parts.flatMap((part) => available.get(part) ?? []),
  };
}

function titlesOf(serving: readonly Check[]): string {
  return serving.map(({ title }) => title).join('; ');
}

/** What the folder has, by the words of the table. */
function partsOf(facts: EvidenceFacts): ReadonlyMap<string, readonly PartEvidence[]> {
  const { version, run, evaluation, verdicts, waivers, promotions, documents } = facts;
  const document = (kind: 'card' | 'bom' | 'signature'): readonly string[] =>
    documents.filter((one) => one.kind === kind).map(documentFile);
  const own = promotions.filter(({ record: one }) => one.version === version.record.version);
  const files: readonly (readonly [part: string, files: readonly string[]])[] = [
    ['version', recordLinks(version)],
    ['run', recordLinks(run)],
    ['evaluation', recordLinks(evaluation)],
    ['verdict', recordLinks(verdicts[0]?.verdict ?? null)],
    ['waivers', waivers.length === 0 ? [] : ['#waivers']],
    ['promotions', own.length === 0 ? [] : ['#promotions']],
    ['card', document('card')],
    ['bom', document('bom')],
    ['signatures', document('signature').length === 0 ? [] : ['#documents']],
  ];
  return new Map(
    files.map(([part, all]) => [
      part,
      all.map((file) => ({ name: partNames[part] ?? part, file })),
    ]),
  );
}

function recordLinks(stored: { readonly path: string } | null): readonly string[] {
  return stored === null ? [] : [recordFile(stored)];
}
