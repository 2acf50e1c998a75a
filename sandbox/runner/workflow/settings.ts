import type { Concurrency, Permissions, Template } from './model.ts';
import { mapping, text } from './source.ts';

/** `permissions` as the file says it. */
export function readPermissions(value: Template | undefined): Permissions | undefined {
  if (value === undefined) return undefined;
  if (value === 'read-all' || value === 'write-all') return value;
  return Object.fromEntries(
    Object.entries(mapping(value)).map(([name, level]) => [name, text(level) ?? '']),
  );
}

/** `concurrency` as the file says it. */
export function readConcurrency(value: Template | undefined): Concurrency | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return { group: value, cancelInProgress: false, queue: 'single' };
  const { group, queue, 'cancel-in-progress': cancelInProgress } = mapping(value);
  return {
    group: text(group) ?? '',
    cancelInProgress: cancelInProgress ?? false,
    queue: queue === 'max' ? 'max' : 'single',
  };
}
