import type { PredictionsConfig } from '../../../schemas/types.ts';
import { classColumn, classNames } from '../columns/class-column.ts';
import type { ColumnPlace } from '../columns/column.ts';
import { type NumberColumn, numberColumn } from '../columns/number-column.ts';
import { binaryClasses } from './positive-class.ts';
import type { TaskColumns } from './task-columns.ts';
import { recode } from '../columns/recode.ts';
import { namedColumn, present, type WantedColumn, wantedColumn } from '../columns/wanted-column.ts';

/** Label and prediction, which hold at most two classes, and the probability of the positive one. */
export function binaryColumns(config: PredictionsConfig, file: string): TaskColumns {
  const classes = classNames();
  const ofClass = (place: ColumnPlace): ReturnType<typeof classColumn> =>
    classColumn(place, classes);
  const label = wantedColumn(config.label, 'predictions.label', file, ofClass);
  const prediction = wantedColumn(config.prediction, 'predictions.prediction', file, ofClass);
  const score = namedColumn(config, 'score', file, probability);
  return {
    columns: present<WantedColumn>([label, prediction, score]),
    finish(rows) {
      const labels = label.column.finish(rows.rows);
      const predicted = prediction.column.finish(rows.rows);
      const named = binaryClasses(classes.names, config.positive, file);
      const isPositive = Int32Array.from(classes.names, (name) => Number(name === named.positive));
      return {
        kind: 'binary',
        ...rows,
        ...named,
        labels: recode(labels, isPositive, new Uint8Array(labels.length)),
        predicted: recode(predicted, isPositive, new Uint8Array(predicted.length)),
        scores: score?.column.finish(rows.rows) ?? null,
      };
    },
  };
}

function probability(place: ColumnPlace): NumberColumn {
  return numberColumn(place, {
    least: 0,
    most: 1,
    must: 'the probability of the positive class, from 0 to 1',
  });
}
