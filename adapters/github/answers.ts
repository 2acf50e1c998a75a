import { LRUCache } from 'lru-cache';
import type { Database } from '../database/open.ts';

/** An answer of GitHub's with the tag that it had. */
export interface StoredAnswer {
  readonly etag: string;
  /** Those that are read: `link` for the next page. */
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}

/** Answers to be shown again when GitHub says that nothing has changed, which costs no budget. */
export interface Answers {
  find(key: string): Promise<StoredAnswer | null>;
  keep(key: string, answer: StoredAnswer): void;
  /** Writes to the database what is not there yet, and forgets what nobody has asked for the longest. */
  flush(): Promise<void>;
}

const mostInMemory = 2_000;
const mostCharactersInMemory = 16 * 2 ** 20;
const mostCharacters = 128 * 1024;
const mostStored = 20_000;
const mostAtOnce = 50;
const mostForgotten = 500;

/** An answer as text: whoever is shown it may change it. */
interface Kept {
  readonly etag: string;
  readonly text: string;
}

/** Answers in memory, and behind that in the database, so that they outlive the process. */
export function createAnswers({ db, now }: Database): Answers {
  const memory = new LRUCache<string, Kept>({
    max: mostInMemory,
    maxSize: mostCharactersInMemory,
    sizeCalculation: ({ text }) => text.length,
  });
  const unwritten = new Map<string, Kept>();
  const used = new Set<string>();
  return {
    async find(key) {
      used.add(key);
      const known = memory.get(key);
      if (known !== undefined) return answerOf(known);
      const row = await db
        .selectFrom('assay_answer')
        .select(['etag', 'answer as text'])
        .where('key', '=', key)
        .executeTakeFirst();
      if (row === undefined) return null;
      memory.set(key, row);
      return answerOf(row);
    },
    keep(key, { etag, ...rest }) {
      const kept = { etag, text: JSON.stringify(rest) };
      if (kept.text.length > mostCharacters) return;
      memory.set(key, kept);
      unwritten.set(key, kept);
    },
    async flush() {
      while (unwritten.size > 0) {
        const batch = [...unwritten].slice(0, mostAtOnce);
        await db
          .insertInto('assay_answer')
          .values(
            batch.map(([key, { etag, text }]) => ({ key, etag, answer: text, used_at: now() })),
          )
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet((row) => ({
              etag: row.ref('excluded.etag'),
              answer: row.ref('excluded.answer'),
              used_at: row.ref('excluded.used_at'),
            })),
          )
          .execute();
        for (const [key, kept] of batch) {
          if (unwritten.get(key) === kept) unwritten.delete(key);
        }
      }
      const keys = [...used];
      used.clear();
      for (let start = 0; start < keys.length; start += mostForgotten) {
        await db
          .updateTable('assay_answer')
          .set({ used_at: now() })
          .where('key', 'in', keys.slice(start, start + mostForgotten))
          .execute();
      }
      await db
        .deleteFrom('assay_answer')
        .where('key', 'in', (inner) =>
          inner
            .selectFrom('assay_answer')
            .select('key')
            .orderBy('used_at', 'desc')
            .limit(mostForgotten)
            .offset(mostStored),
        )
        .execute();
    },
  };
}

function answerOf({ etag, text }: Kept): StoredAnswer {
  // We have written it.
  return { ...(JSON.parse(text) as Omit<StoredAnswer, 'etag'>), etag };
}
