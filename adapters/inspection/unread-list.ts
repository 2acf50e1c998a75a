import { AssayError } from '../../core/errors.ts';
import { withoutPersonalData } from '../../core/inspection/personal-data/look.ts';
import type { Unread } from '../../schemas/types.ts';

const most = 200;

/** What a section could not read. */
export interface UnreadList {
  readonly add: (path: string, reason: string) => void;
  /** What `read` gives; null where it can't, which is then on the list. A defect of ours is thrown. */
  readonly attempt: <Read>(path: string, read: () => Promise<Read>) => Promise<Read | null>;
  /** As a record takes it; the last one says how many did not fit. */
  readonly finish: () => Unread[];
}

/** An empty list. Reasons that quote what looks like personal data are left out. */
export function unreadList(): UnreadList {
  const list: Unread[] = [];
  let left = 0;
  const add = (path: string, reason: string): void => {
    if (list.length >= most - 1) left += 1;
    else
      list.push({ path: path.toWellFormed().slice(0, 1_024), reason: withoutPersonalData(reason) });
  };
  return {
    add,
    async attempt(path, read) {
      try {
        return await read();
      } catch (error) {
        add(path, reasonOf(error));
        return null;
      }
    },
    finish() {
      if (left === 0) return list;
      return [...list, { path: '.', reason: `There are ${left} more that could not be read.` }];
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AssayError) return error.message;
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return `It can't be opened (${String(error.code)}): give the job the right to read it.`;
  }
  throw error;
}
