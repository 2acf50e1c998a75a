import type { ModelConfig } from '../../schemas/types.ts';
import type { Written } from './written.ts';

/** A task by the id that Hugging Face has for it, and as a person reads it. */
export interface CardTask {
  readonly type: string;
  readonly name: string;
}

const names: Readonly<Record<ModelConfig['task'], string>> = {
  regression: 'Regression',
  binary: 'Binary classification',
  multiclass: 'Multiclass classification',
  ranking: 'Ranking',
};

/** What is said where the card does not name one under `pipeline_tag`: https://huggingface.co/tasks */
const usualTypes: Readonly<Record<ModelConfig['task'], string>> = {
  regression: 'tabular-regression',
  binary: 'tabular-classification',
  multiclass: 'tabular-classification',
  ranking: 'text-ranking',
};

/** The task of a model: its own `pipeline_tag`, else the one that models of this kind mostly have. */
export function taskOf(task: ModelConfig['task'], written: Written | null): CardTask {
  const [tag] = written?.fields.get('pipeline_tag') ?? [];
  const isId = tag !== undefined && /^[a-z0-9][a-z0-9-]{0,63}$/.test(tag);
  return { type: isId ? tag : usualTypes[task], name: names[task] };
}
