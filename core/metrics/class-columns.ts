import { InputError } from '../errors.ts';
import { badValues, type PredictionsColumn, quoted } from './predictions-column.ts';

/** Labels and predictions as indexes into the classes. */
export interface Classes {
  /** Every class that occurs, sorted; for a binary model also the positive one where it does not occur. */
  readonly classes: readonly string[];
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
}

/**
 * Classes are compared as texts, without the `.0` that a column of whole numbers gets when a library holds it as
 * floats. Throws the InputError `bad-value` for an empty class or NaN.
 */
export function classColumns(
  label: PredictionsColumn,
  prediction: PredictionsColumn,
  positive: string | null,
): Classes {
  const labels = classTexts(label);
  const predicted = classTexts(prediction);
  const known = new Set([...(positive === null ? [] : [className(positive)]), ...labels]);
  for (const name of predicted) known.add(name);
  const classes = [...known].toSorted();
  const indexes = new Map(classes.map((name, index) => [name, index]));
  const toIndex = (name: string): number => indexes.get(name) ?? -1;
  return {
    classes,
    labels: Int32Array.from(labels, toIndex),
    predicted: Int32Array.from(predicted, toIndex),
  };
}

/** The index of the positive class. Throws the InputError `bad-value` where there are two classes beside it. */
export function positiveClass(classes: readonly string[], positive: string, file: string): number {
  const name = className(positive);
  const others = classes.filter((one) => one !== name);
  if (others.length <= 1) return classes.indexOf(name);
  const shown = others.slice(0, 5).map(quoted).join(', ');
  throw new InputError(
    'bad-value',
    `A binary model has two classes, but beside the positive one, ${quoted(name)}, the labels and predictions in ${file} hold ${others.length} others: ${shown}${others.length > 5 ? ' and more' : ''}. Name the positive class in evaluate.predictions.positive, put the predicted class in the prediction's column and the probability in that of evaluate.predictions.score.`,
    { file },
  );
}

function classTexts(column: PredictionsColumn): readonly string[] {
  const names = column.texts.map(className);
  if (!names.some(isMissing)) return names;
  throw badValues(column, (text) => isMissing(className(text)), 'a class');
}

function className(text: string): string {
  return text.trim().replace(/^([+-]?\d+)\.0+$/, '$1');
}

function isMissing(name: string): boolean {
  return name === '' || name.toLowerCase() === 'nan';
}
