/** What the values of `environments.*.set` may use. */
export const versionPlaceholders = [
  'version.uri',
  'version.image',
  'version.tag',
  'version.version',
  'version.digest',
  'model',
] as const;

/** What the values of `environments.*.challenger.set` may use beside that: the share in percent. */
export const sharePlaceholder = 'share';

/** What the values of `retrain.set` may use. */
export const driftPlaceholders = ['drift.window.start', 'drift.window.end'] as const;

/** A part of a template: text that stays, or the name of a value. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string };

/**
 * A template's parts, in order. `{{ name }}` is a value; a `{{` that nothing closes is a part of kind
 * `text` that still holds it, which `isUnfinished` finds.
 */
export function partsOf(template: string): readonly Part[] {
  const pieces = template.split(/\{\{([^{}]*)\}\}/);
  return pieces.map((piece, index) =>
    index % 2 === 1 ? { kind: 'value', name: piece.trim() } : { kind: 'text', text: piece },
  );
}

/** Whether a part is text in which a placeholder was begun and not ended. */
export function isUnfinished(part: Part): boolean {
  return part.kind === 'text' && part.text.includes('{{');
}
