import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { retrainTarget } from './retrain-target.ts';
import { select } from './select.ts';

/** Every place of the configuration that holds a path of the repository. */
const pathPlaces = [
  'models.*.path',
  'models.*.data.*.path',
  'models.*.documents.card',
  'models.*.documents.bom',
  'models.*.train.inputs.*',
  'models.*.train.params.*',
  'models.*.train.lock.*',
  'models.*.train.outputs.*',
  'models.*.evaluate.predictions.path',
  'models.*.evaluate.report.*',
  'models.*.gate.signature.key',
  'models.*.gate.signature.roots',
  'models.*.environments.*.state',
  'models.*.monitor.importance',
];

/** Those of them that are files, never folders or patterns. */
const filePlaces: ReadonlySet<string> = new Set([
  'models.*.documents.card',
  'models.*.documents.bom',
  'models.*.gate.signature.key',
  'models.*.gate.signature.roots',
  'models.*.environments.*.state',
  'models.*.monitor.importance',
]);

/** Every place of the configuration whose keys are paths into a state file. */
const statePlaces = [
  'models.*.environments.*.set.*',
  'models.*.environments.*.challenger.set.*',
  'models.*.environments.*.challenger.clear.*',
];

/** Paths stay inside the repository. */
export function pathProblems(document: ConfigDocument): readonly Problem[] {
  return pathPlaces
    .flatMap((place) => select(document.value, place).map((found) => ({ ...found, place })))
    .flatMap(({ keys, value, place }) => {
      const reason = typeof value === 'string' ? wrongPath(value, filePlaces.has(place)) : null;
      if (reason === null) return [];
      const sentence = `${keyPath(keys)} must be a path inside the repository, such as data/train.csv; ${quoted(String(value))} ${reason}.`;
      return [{ ...document.place(keys, 'value'), sentence }];
    });
}

/** The model's files are removed before it is trained and packed after: they can't be all that there is. */
export function outputProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.train.outputs.*').flatMap(({ keys, value }) => {
    if (typeof value !== 'string' || !/^(\.|\*\*?|\*\*\/\*)\/?$/.test(value)) return [];
    const sentence = `${keyPath(keys)} must be a file or a folder that training writes, such as model/; ${quoted(value)} is the whole folder of the model.`;
    return [{ ...document.place(keys, 'value'), sentence }];
  });
}

/** The keys of what is written have their form: `file:key.path` for retraining, a key path for environments. */
export function setKeyProblems(document: ConfigDocument): readonly Problem[] {
  const retrain = select(document.value, 'models.*.retrain.set.*').flatMap(({ keys }) => {
    const target = retrainTarget(keys.at(-1) ?? '');
    const reason = target === null ? 'is not' : unsafePath(target.file);
    if (reason === null) return [];
    const sentence =
      target === null
        ? `${keyPath(keys)} must name a file and a key in it, as in params.yaml:data.until.`
        : `${keyPath(keys)} must name a file inside the repository; ${quoted(target.file)} ${reason}.`;
    return [{ ...document.place(keys, 'key'), sentence }];
  });
  const environments = statePlaces
    .flatMap((place) => select(document.value, place))
    .flatMap(({ keys }) => {
      if (isKeyPath(keys.at(-1) ?? '')) return [];
      const sentence = `${keyPath(keys)} must be a path of keys, as in spec.model.uri; no part of it may be empty.`;
      return [{ ...document.place(keys, 'key'), sentence }];
    });
  return [...retrain, ...environments];
}

function isKeyPath(text: string): boolean {
  return text.split('.').every((key) => key.trim() !== '');
}

function wrongPath(path: string, isFile: boolean): string | null {
  const unsafe = unsafePath(path);
  if (unsafe !== null || !isFile) return unsafe;
  return path === '.' || path.endsWith('/') ? 'is a folder, and a file is wanted' : null;
}

/** Why a path is refused, as the end of a sentence; null for a path that is fine. */
export function unsafePath(path: string): string | null {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(path)) return 'has a control character';
  if (path.includes('\\')) return 'has a backslash; write forward slashes';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  const segments = path.split('/');
  if (segments.includes('..')) return 'has .., which leads out of its folder';
  // A pull request's files are named without it, and would not be recognised.
  if (path !== '.' && path !== './' && segments.includes('.'))
    return 'has a . as a part; leave it out';
  if (segments.slice(0, -1).includes('')) return 'has two slashes in a row; write one';
  return null;
}
