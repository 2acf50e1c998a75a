/** What a rule says of a candidate. */
export type RuleAnswer =
  | { readonly kind: 'holds' }
  | { readonly kind: 'broken' }
  /** It can't be told; the reason is the rest of a sentence that begins with the rule, in plain text. */
  | { readonly kind: 'open'; readonly reason: string };

/** The answers to the rules of one model, by the rule's id. */
export type RuleAnswers = ReadonlyMap<string, RuleAnswer>;
