import { InputError } from '../../errors.ts';
import { cellText } from '../columns/cell.ts';
import { grouped, listed, quoted } from '../columns/quoted.ts';

const mostNames = 5;

/** The two classes of a binary model; `negative` is null where no row has another class than the positive one. */
export interface BinaryClasses {
  readonly positive: string;
  readonly negative: string | null;
}

/**
 * Which of the classes that occur is the positive one: as `configured`, else `1`, or `true` where the classes are true
 * and false. Throws the InputError `bad-value` where there are two classes beside it.
 */
export function binaryClasses(
  names: readonly string[],
  configured: string | undefined,
  file: string,
): BinaryClasses {
  const areTruths = names.every((name) => name === 'true' || name === 'false');
  const positive = cellText(configured ?? (areTruths ? 'true' : '1'));
  const others = names.filter((name) => name !== positive).sort();
  if (others.length <= 1) return { positive, negative: others[0] ?? null };
  throw new InputError(
    'bad-value',
    `A binary model has two classes, but beside the positive one, ${quoted(positive)}, the labels and predictions in ${file} hold ${grouped(others.length)} others: ${listed(others, mostNames)}. Name the positive class in evaluate.predictions.positive, put the predicted class in the prediction's column and the probability in that of evaluate.predictions.score.`,
    { file },
  );
}
