import type { PredictionsConfig } from '../../../schemas/types.ts';
import { InputError } from '../../errors.ts';
import { rowName } from '../columns/bad-values.ts';
import { cellText } from '../columns/cell.ts';
import { classColumn, classNames } from '../columns/class-column.ts';
import type { ColumnPlace } from '../columns/column.ts';
import { growing } from '../columns/growing.ts';
import { numberColumn } from '../columns/number-column.ts';
import { listed, quoted } from '../columns/quoted.ts';
import type { TaskColumns } from './task-columns.ts';
import { recode } from '../columns/recode.ts';
import { type WantedColumn, wantedColumn } from '../columns/wanted-column.ts';

const mostNames = 5;

/** Label and prediction, and the probabilities of the classes where the configuration names their columns. */
export function multiclassColumns(config: PredictionsConfig, file: string): TaskColumns {
  const classes = classNames();
  const ofClass = (place: ColumnPlace): ReturnType<typeof classColumn> =>
    classColumn(place, classes);
  const label = wantedColumn(config.label, 'predictions.label', file, ofClass);
  const prediction = wantedColumn(config.prediction, 'predictions.prediction', file, ofClass);
  const scores = config.scores === undefined ? null : scoreColumns(config.scores, file);
  return {
    columns: [label, prediction, ...(scores?.columns ?? [])],
    finish(rows) {
      const count = rows.rows;
      const [labels, predicted] = [label.column.finish(count), prediction.column.finish(count)];
      if (scores !== null) requireScores(classes.names, scores.classes, file);
      const sorted = scores?.classes ?? classes.names.toSorted();
      const places = new Map(sorted.map((name, index) => [name, index]));
      const placeOfCode = Int32Array.from(classes.names, (name) => places.get(name) ?? -1);
      return {
        kind: 'multiclass',
        ...rows,
        classes: sorted,
        labels: recode(labels, placeOfCode, new Int32Array(count)),
        predicted: recode(predicted, placeOfCode, new Int32Array(count)),
        scores: scores?.finish(count) ?? null,
      };
    },
  };
}

interface ScoreColumns {
  readonly columns: readonly WantedColumn[];
  /** Sorted. */
  readonly classes: readonly string[];
  /** Row by row the probability of each class. */
  readonly finish: (rows: number) => Float64Array;
}

function scoreColumns(byClass: Readonly<Record<string, string>>, file: string): ScoreColumns {
  const array = growing((length) => new Float64Array(length));
  const named = Object.entries(byClass)
    .map(([text, name]) => ({ text, className: cellText(text), name }))
    .sort((one, other) => (one.className < other.className ? -1 : 1));
  const classes = named.map(({ className }) => className);
  requireDistinct(classes, file);
  const columns = named.map(({ text, className, name }, offset) =>
    wantedColumn(name, `predictions.scores.${text}`, file, (place) =>
      numberColumn(
        place,
        {
          least: 0,
          most: 1,
          must: `the probability of the class ${quoted(className)}, from 0 to 1`,
        },
        { array, stride: classes.length, offset },
      ),
    ),
  );
  return {
    columns,
    classes,
    finish(rows) {
      for (const { column } of columns) column.finish(rows);
      const scores = array.taken(rows * classes.length);
      requireSums(scores, classes.length, file);
      return scores;
    },
  };
}

/** Probabilities are often written with few digits. */
const sumTolerance = 0.01;

/** Throws the InputError `bad-value` where the probabilities of a row do not add up to 1. */
function requireSums(scores: Float64Array, classes: number, file: string): void {
  for (let row = 0; row < scores.length / classes; row++) {
    let sum = 0;
    for (let index = 0; index < classes; index++) sum += scores[row * classes + index] ?? 0;
    if (Math.abs(sum - 1) <= sumTolerance) continue;
    throw new InputError(
      'bad-value',
      `In ${file} the probabilities of ${rowName(row, 0)} add up to ${Number(sum.toPrecision(4))}, and must to 1: evaluate.predictions.scores must name a column for each class of the model.`,
      { file },
    );
  }
}

function requireDistinct(classes: readonly string[], file: string): void {
  const twice = classes.find((name, index) => name === '' || name === classes[index - 1]);
  if (twice === undefined) return;
  const wrong = twice === '' ? 'a column for no class' : `the class ${quoted(twice)} twice`;
  throw new InputError(
    'bad-columns',
    `evaluate.predictions.scores names ${wrong}: name one column for each class, by the text that the labels have.`,
    { file },
  );
}

function requireScores(names: readonly string[], scored: readonly string[], file: string): void {
  const known = new Set(scored);
  const without = names.filter((name) => !known.has(name)).sort();
  if (without.length === 0) return;
  throw new InputError(
    'no-score',
    `The labels and predictions in ${file} hold classes for which evaluate.predictions.scores names no column: ${listed(without, mostNames)}. Name the column of each class's probability, by the text that the labels have.`,
    { file },
  );
}
