import type { ProductionColumns } from '../columns.ts';
import { binary } from './binary.ts';
import { multiclass } from './multiclass.ts';
import { ranking } from './ranking.ts';
import { regression } from './regression.ts';
import type { TaskReading } from './task-reading.ts';

const byTask: Readonly<
  Record<ProductionColumns['task'], (columns: ProductionColumns, prediction: string) => TaskReading>
> = { regression, binary, multiclass, ranking };

/** Begins to read what a model of this task answered. The columns must name a prediction, and for ranking a query. */
export function beginTask(columns: ProductionColumns, prediction: string): TaskReading {
  return byTask[columns.task](columns, prediction);
}
