/** Whether a version's bytes are, where they lie, what was registered and evaluated. */
export type StoredBytes =
  | { readonly kind: 'verified' }
  /** They are there as far as their registry tells, and nobody compared their contents: what was and was not, as sentences. */
  | { readonly kind: 'uncompared'; readonly sentence: string }
  /** Why they are not, as a sentence. */
  | { readonly kind: 'wrong'; readonly sentence: string }
  /** Why that can't be told, and whether asking again soon may help. */
  | { readonly kind: 'unknown'; readonly sentence: string; readonly again: boolean };
