import type { RowSample } from '../../../../core/profile/rows.ts';

/** Park and Miller's generator, as in golden/make.py. */
function draws(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const normal = (): number => {
    let total = 0;
    for (let index = 0; index < 12; index++) total += uniform();
    return total - 6;
  };
  return { uniform, normal };
}

/** How the current rows differ: the correlation of x and y, the mean of z, and the share of z that is missing. */
export interface Change {
  readonly correlation: number;
  readonly shift: number;
  readonly missing: number;
}

export const nothing: Change = { correlation: 0, shift: 0, missing: 0 };

/** The table of golden/make.py. */
export function sample(
  seed: number,
  rows: number,
  { correlation, shift, missing }: Change,
): RowSample {
  const { uniform, normal } = draws(seed);
  const [x, y, z, noise] = [0, 0, 0, 0].map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const first = normal();
    const second = correlation * first + Math.sqrt(1 - correlation ** 2) * normal();
    const third = normal() + shift;
    const fourth = normal();
    x?.set([first], row);
    y?.set([second], row);
    z?.set([uniform() < missing ? Number.NaN : third], row);
    noise?.set([fourth], row);
  }
  const columns = { x, y, z, noise };
  return {
    rows,
    columns: new Map(
      Object.entries(columns).map(([name, values]) => [name, values ?? new Float64Array()]),
    ),
  };
}
