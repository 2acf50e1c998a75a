import type { MulticlassPredictions } from '../predictions.ts';

/**
 * The same predictions with one list of classes, those of both, so that a code means the same in both. A class that one
 * of them does not know has the probability 0 there.
 */
export function withCommonClasses(
  one: MulticlassPredictions,
  other: MulticlassPredictions,
): readonly [MulticlassPredictions, MulticlassPredictions] {
  const classes = [...new Set([...one.classes, ...other.classes])].sort();
  return [withClasses(one, classes), withClasses(other, classes)];
}

function withClasses(
  predictions: MulticlassPredictions,
  classes: readonly string[],
): MulticlassPredictions {
  // They hold all of the old classes, so that as many are the same ones.
  if (classes.length === predictions.classes.length) return predictions;
  const places = new Map(classes.map((name, place) => [name, place]));
  const placeOfCode = Int32Array.from(predictions.classes, (name) => places.get(name) ?? 0);
  const place = (code: number): number => placeOfCode[code] ?? 0;
  return {
    ...predictions,
    classes,
    labels: predictions.labels.map(place),
    predicted: predictions.predicted.map(place),
    scores:
      predictions.scores === null ? null : widened(predictions.scores, placeOfCode, classes.length),
  };
}

function widened(scores: Float64Array, placeOfCode: Int32Array, width: number): Float64Array {
  const before = placeOfCode.length;
  const rows = scores.length / before;
  const wide = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let code = 0; code < before; code++) {
      wide[row * width + (placeOfCode[code] ?? 0)] = scores[row * before + code] ?? 0;
    }
  }
  return wide;
}
