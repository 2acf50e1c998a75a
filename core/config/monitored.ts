import type { ModelConfig } from '../../schemas/types.ts';

/** What is wrong below one model: the keys below it, and the end of a sentence that begins with them. */
export interface Complaint {
  readonly at: readonly string[];
  readonly part: 'key' | 'value';
  readonly reason: string;
}

/** What rules of monitoring look at. Nothing is as it must be yet: other rules say what has the wrong type. */
export type ModelKeys = Pick<ModelConfig, 'task' | 'evaluate' | 'monitor' | 'retrain'>;

/** What a mapping of the document may hold; nothing where it is none. */
export function partOf<Whole>(value: unknown): Partial<Whole> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
