import { AssayError, InputError } from '../../../core/errors.ts';
import type { DataFile } from '../data-file.ts';

/** What `read` gives. Anything that it throws is the InputError `unreadable-parquet`. */
export async function orUnreadable<Read>(
  file: DataFile,
  read: () => Promise<Read> | Read,
): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** What `values` gives, one after the other. Anything that it throws is the InputError `unreadable-parquet`. */
export function* allOrUnreadable<Value>(
  file: DataFile,
  values: Generator<Value>,
): Generator<Value> {
  for (;;) {
    let next: IteratorResult<Value>;
    try {
      next = values.next();
    } catch (error) {
      throw unreadable(file, error);
    }
    if (next.done === true) return;
    yield next.value;
  }
}

/** A decoder that comes upon bytes that can't be may throw anything. */
function unreadable({ path, shown }: DataFile, error: unknown): Error {
  if (error instanceof AssayError) return error;
  return new InputError(
    'unreadable-parquet',
    `${shown} can't be read as Parquet: it is cut off or damaged, or written in a way that is not supported. Let the step that writes it finish, and write it with pandas or pyarrow and their usual settings.`,
    { file: path, cause: error },
  );
}
