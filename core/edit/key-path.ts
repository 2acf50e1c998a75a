/** One step of a path of keys into a document. */
export type KeyStep =
  /** A key of a mapping, or a position in a list; where it is not whole, it may be a part of a key that holds dots. */
  | { readonly kind: 'key'; readonly text: string; readonly whole: boolean }
  /** The mapping in a list in which a key has this value. */
  | { readonly kind: 'item'; readonly key: string; readonly value: string }
  /** The text in a list that begins with `name=`; what follows is the value. */
  | { readonly kind: 'assignment'; readonly name: string };

const selector = /\[([A-Za-z_][\w-]*)=([^[\]]*)\]/g;

/**
 * What a dot in a path may be: `nested`, always the border of two keys; `dotted`, a part of a key as well, as in
 * `annotations.example.org/version`.
 */
export type Dots = 'nested' | 'dotted';

/** The steps of a path such as `spec.model.uri`, `images[name=bike-demand].digest` or `literals[MODEL_URI=]`. */
export function keySteps(path: string, dots: Dots): readonly KeyStep[] {
  const steps: KeyStep[] = [];
  let end = 0;
  for (const match of path.matchAll(selector)) {
    const [whole, key = '', value = ''] = match;
    steps.push(...keysOf(path.slice(end, match.index), end > 0, dots));
    steps.push(value === '' ? { kind: 'assignment', name: key } : { kind: 'item', key, value });
    end = match.index + whole.length;
  }
  return [...steps, ...keysOf(path.slice(end), end > 0, dots)];
}

/** What stands between selectors: keys with dots between them, and behind a selector a dot before them. */
function keysOf(text: string, isBehind: boolean, dots: Dots): readonly KeyStep[] {
  if (text === '' && isBehind) return [];
  const keys = isBehind && text.startsWith('.') ? text.slice(1) : text;
  return keys.split('.').map((part) => ({ kind: 'key', text: part, whole: dots === 'nested' }));
}
