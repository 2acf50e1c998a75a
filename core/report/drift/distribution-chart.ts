import { html, type Html } from '../../evidence/html.ts';
import { formatPercent } from '../number.ts';
import { chart, linePath, type Place } from './chart.ts';
import type { BinsPicture } from './picture.ts';

/** The shares of the bins of one feature: the reference as a filled shape, the current data as a line over it. */
export function distributionChart(picture: BinsPicture): Html {
  const { edges, reference, current } = picture;
  const most = Math.max(...reference, ...current, 1e-9);
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  return chart(
    {
      title: `Distribution of ${picture.feature}`,
      description: `${edges.length - 1} bins; the fullest holds ${formatPercent(Math.max(...reference, 0))} of the reference and ${formatPercent(Math.max(...current, 0))} of the current values.`,
      heading: 'share of the values',
      xTitle: picture.unit === 'characters' ? 'characters' : 'value',
      x: { kind: 'numbers', low, high },
      y: { low: 0, high: most * 1.06 },
      yText: (value) => formatPercent(value),
    },
    (place) => [
      html`<path class="reference" d="${steps(place, edges, reference)}" /><path
          class="current"
          d="${steps(place, edges, current)}"
        />`,
    ],
  );
}

function steps({ x, y }: Place, edges: readonly number[], shares: readonly number[]): Html {
  const at = (index: number): number => x(edges[index] ?? 0);
  const tops = shares.flatMap((share, index): readonly (readonly [number, number])[] => [
    [at(index), y(share)],
    [at(index + 1), y(share)],
  ]);
  return linePath([[at(0), y(0)], ...tops, [at(shares.length), y(0)]]);
}
