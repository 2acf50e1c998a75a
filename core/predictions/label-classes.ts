import type { BinaryPredictions, MulticlassPredictions } from './predictions.ts';

/** The classes that occur among the labels. */
export interface LabelClasses {
  /** Sorted. */
  readonly names: readonly string[];
  /** By the code that labels have, the place among `names`; -1 for a class that is only predicted. */
  readonly placeOfCode: Int32Array;
}

export function labelClasses(predictions: BinaryPredictions | MulticlassPredictions): LabelClasses {
  const classes = classesByCode(predictions);
  const occurs = new Uint8Array(classes.length);
  for (const code of predictions.labels) occurs[code] = 1;
  const names = classes.filter((_, code) => occurs[code] === 1).sort();
  const places = new Map(names.map((name, place) => [name, place]));
  return { names, placeOfCode: Int32Array.from(classes, (name) => places.get(name) ?? -1) };
}

/** The class of each code that labels and predictions have. */
export function classesByCode(
  predictions: BinaryPredictions | MulticlassPredictions,
): readonly string[] {
  if (predictions.kind === 'multiclass') return predictions.classes;
  const { negative, positive } = predictions;
  // Without a negative class no row has the code 0, so that it does not matter what stands for it.
  return [negative ?? '', positive];
}
