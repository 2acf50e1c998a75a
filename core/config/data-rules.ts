import type { DataConfig, ModelConfig } from '../../schemas/types.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select, valueAt } from './select.ts';

/** A data set that the run writes is there only after it, and is removed before it. */
export function dataProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.data.*.written_by').flatMap(({ keys, value }) => {
    const set = valueAt(document.value, keys.slice(0, -1));
    const model = valueAt(document.value, keys.slice(0, 2));
    const reason = refusal(value, set, model);
    if (reason === null) return [];
    return [{ ...document.place(keys, 'value'), sentence: `${keyPath(keys)} ${reason}` }];
  });
}

/** Why it is refused, as the end of a sentence; null when it is fine. Other rules say what has the wrong type. */
function refusal(writer: unknown, set: unknown, model: unknown): string | null {
  const path = partOf<DataConfig>(set).path;
  const { train, evaluate } = partOf<ModelConfig>(model);
  if (typeof path !== 'string') return null;
  if (writer === 'evaluation' && partOf<ModelConfig['evaluate']>(evaluate).run === undefined) {
    return 'is evaluation, and the model has no evaluate.run that could write it: set it to training.';
  }
  if (/^(\.|\*\*?|\*\*\/\*)\/?$/.test(path)) {
    return `says that the set is written, and its path ${quoted(path)} is the whole folder of the model: name the files that are written.`;
  }
  const { inputs } = partOf<ModelConfig['train']>(train);
  if (!Array.isArray(inputs) || !inputs.includes(path)) return null;
  return `says that the set is written, and train.inputs has its path ${quoted(path)} among what is there before: take out one of them.`;
}

/** What a mapping of the document may hold; nothing where it is none. */
function partOf<Whole>(value: unknown): Partial<Whole> {
  return typeof value === 'object' && value !== null ? value : {};
}
