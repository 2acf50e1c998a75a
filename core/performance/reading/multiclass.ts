import { cellText } from '../../predictions/columns/cell.ts';
import type { ProductionColumns } from '../columns.ts';
import { classRows } from './class-rows.ts';
import type { TaskReading } from './task-reading.ts';
import { numberValues, state } from './values.ts';

/** Probabilities are often written with few digits. */
const sumTolerance = 0.01;

/** Any number of classes, and the probability of each. A row whose probabilities do not add up to 1 is unreadable. */
export function multiclass(columns: ProductionColumns, prediction: string): TaskReading {
  const answers = classRows(columns, prediction);
  const scores = Object.entries(columns.scores ?? {})
    .map(([text, name]) => ({ className: cellText(text), name, column: numberValues(0, 1) }))
    .sort((one, other) => (one.className < other.className ? -1 : 1));
  return {
    label: answers.label,
    others: [answers.predicted, ...scores],
    finish(rows, states, labelStates) {
      let classes: readonly string[] = scores.map(({ className }) => className);
      const found = answers.finish(
        rows.rows,
        { predicted: states, label: labelStates },
        (counts) => {
          if (scores.length === 0) classes = [...counts.keys()].sort();
          return new Map(classes.map((name, place) => [name, place]));
        },
      );
      const columnsOfScores = scores.map(({ column }) => column.values(rows.rows));
      return {
        kind: 'multiclass',
        ...rows,
        classes,
        ...found,
        scores: scores.length === 0 ? null : together(columnsOfScores, states),
      };
    },
  };
}

/** Row by row the probabilities of the classes; a row of which they do not add up to 1 is marked. */
function together(columns: readonly Float64Array[], states: Uint8Array): Float64Array {
  const width = columns.length;
  const joined = new Float64Array(width * states.length);
  for (let row = 0; row < states.length; row++) {
    let sum = 0;
    for (let place = 0; place < width; place++) {
      const value = columns[place]?.[row] ?? 0;
      joined[row * width + place] = value;
      sum += value;
    }
    if (Math.abs(sum - 1) > sumTolerance && states[row] === state.good) {
      states[row] = state.unreadable;
    }
  }
  return joined;
}
