import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { retrainTarget } from './retrain-target.ts';
import { select } from './select.ts';

/**
 * What DVC works out from the data or the other repository: https://dvc.org/doc/user-guide/project-structure/dvc-files.
 * Any other value there is a pointer to nothing.
 */
const computed = new Set([
  'md5',
  'etag',
  'checksum',
  'hash',
  'size',
  'nfiles',
  'isexec',
  'rev_lock',
  'version_id',
]);

/** A retraining does not write into DVC's pointer files what DVC computes; it says which revision to import. */
export function pointerProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.retrain.set.*').flatMap(({ keys }) => {
    const target = retrainTarget(keys.at(-1) ?? '');
    if (target === null || !/(?:\.dvc|(?:^|\/)dvc\.lock)$/.test(target.file)) return [];
    const name = target.keyPath.split('.').at(-1) ?? '';
    if (!computed.has(name)) return [];
    const sentence = `${keyPath(keys)} must not set ${quoted(name)}, which DVC computes: set the revision of an import, as in ${target.file.replace(/dvc\.lock$/, 'data.dvc')}:deps.0.repo.rev, and let the workflow run dvc update.`;
    return [{ ...document.place(keys, 'key'), sentence }];
  });
}
