/** The story did not go as it is told. The message says which sentence does not hold, and what was found. */
export class StoryError extends Error {
  override name = 'StoryError';
}

/** Throws a StoryError with this sentence unless the condition holds. */
export function expect(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new StoryError(sentence);
}

/** The value, unless it is missing. */
export function present<Value>(value: Value | null | undefined, sentence: string): Value {
  if (value === null || value === undefined) throw new StoryError(sentence);
  return value;
}
