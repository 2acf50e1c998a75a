import { type TypeVotes, vote } from '../../../core/profile/collect/column-type.ts';
import type { DuckDb } from './open.ts';
import type { Scan } from './scan.ts';
import { identifier, isMissingText, numberOfText } from './sql.ts';

/** So many columns are looked at in one query. */
const batch = 64;

/** What the values of files without types are, by column: `typeOfCell` of each. */
export async function voteTypes(
  db: DuckDb,
  scans: readonly Scan[],
): Promise<ReadonlyMap<string, TypeVotes>> {
  const votes = new Map<string, TypeVotes>();
  for (const scan of scans) {
    if (scan.hasTypes) continue;
    const names = [...scan.types.keys()];
    for (let start = 0; start < names.length; start += batch) {
      await voteSome(db, scan, names.slice(start, start + batch), votes);
    }
  }
  return votes;
}

async function voteSome(
  db: DuckDb,
  scan: Scan,
  names: readonly string[],
  votes: Map<string, TypeVotes>,
): Promise<void> {
  const sqls = names.flatMap((name) => {
    const column = identifier(name);
    const isNumber = `coalesce(not isnan(${numberOfText(column)}), false)`;
    const trimmed = `trim(${column})`;
    const isBoolean = `lower(${trimmed}) in ('true', 'false')`;
    // The shortest time is 2024-01; all have digits in front.
    const isTime = `regexp_matches(${trimmed}, '^\\d{4}-\\d{2}') and isfinite(assay_instant(${column}))`;
    return [
      `count_if(${isMissingText(column)})::double`,
      `count_if(${isNumber})::double`,
      `count_if(coalesce(${isBoolean}, false))::double`,
      `count_if(not ${isNumber} and coalesce(${isTime}, false))::double`,
    ];
  });
  const [counts] = await db.rows(`select ${sqls.join(', ')} from ${scan.table}`);
  for (const [index, name] of names.entries()) {
    const at = (place: number): number => Number(counts?.[4 * index + place] ?? 0);
    const ofColumn: TypeVotes = votes.get(name) ?? new Map();
    votes.set(name, ofColumn);
    const [missing, numbers, booleans, times] = [at(0), at(1), at(2), at(3)];
    vote(ofColumn, 'number', numbers);
    vote(ofColumn, 'boolean', booleans);
    vote(ofColumn, 'time', times);
    vote(ofColumn, 'text', scan.rows - missing - numbers - booleans - times);
  }
}
