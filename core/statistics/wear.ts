import { smallestDetectable } from './rows-needed.ts';

/** How often an evaluation set was used to judge one model. */
export interface Use {
  /** Pull requests whose models were judged on the same rows. */
  readonly judged: number;
  /** Of the difference between candidate and baseline on these rows. */
  readonly standardError: number;
  /** How much worse a metric may get, in its unit; 0 or more. */
  readonly tolerance: number;
}

/** How worn an evaluation set is. */
export interface Wear {
  /** By how much the best of so many equally good models looks better by luck, in the metric's unit. */
  readonly luck: number;
  /** Whether luck alone exceeds what the gate tells apart: the set should be replaced. */
  readonly worn: boolean;
}

/** Fewer pull requests wear nothing out, however small the set. */
const fewestJudged = 10;

/**
 * Whoever tries often on the same rows and keeps the best fits the rows (Blum and Hardt, The Ladder, ICML 2015). The
 * largest of k normal errors is at most `se sqrt(2 ln k)` on average (Boucheron, Lugosi and Massart, Concentration
 * Inequalities, 2013, theorem 2.5). Worn is a set when that exceeds the tolerance, or, without a tolerance, the
 * smallest difference that its rows can show at all. Null where the standard error is unknown.
 */
export function wear({ judged, standardError, tolerance }: Use): Wear | null {
  if (!Number.isFinite(standardError) || !Number.isFinite(tolerance)) return null;
  const luck = standardError * Math.sqrt(2 * Math.log(Math.max(1, judged)));
  const told = tolerance > 0 ? tolerance : smallestDetectable(standardError);
  return { luck, worn: judged >= fewestJudged && luck > told };
}
