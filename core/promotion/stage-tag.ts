/** A tag by which GTO assigns a version to a stage: `<model>#<stage>#<n>`. */
export interface StageTag {
  readonly stage: string;
  readonly number: number;
  /** Whether it takes an assignment back: GTO writes `!` behind the stage. */
  readonly ends: boolean;
}

/** The stage and number in a tag of a model; null for any other tag. https://dvc.org/doc/gto/user-guide */
export function stageTagOf(model: string, tag: string): StageTag | null {
  if (!tag.startsWith(`${model}#`)) return null;
  const [, stage = '', end = '', digits = ''] =
    /^([^#!]+)(!?)#([1-9]\d{0,14})$/.exec(tag.slice(model.length + 1)) ?? [];
  return digits === '' ? null : { stage, number: Number(digits), ends: end === '!' };
}

/** The next tag that assigns a stage: one more than the largest number of any stage of the model. */
export function nextStageTag(model: string, stage: string, tags: readonly string[]): string {
  const numbers = tags.flatMap((tag) => stageTagOf(model, tag)?.number ?? []);
  return `${model}#${stage}#${numbers.reduce((a, b) => Math.max(a, b), 0) + 1}`;
}
