import type { DriftRecord, DriftWindow, FeatureDrift } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { formatCount, formatFixed, formatNumber } from '../number.ts';
import { byAttention, levelOf, timesThreshold } from './attention.ts';
import { round } from './chart.ts';
import { legend } from './parts.ts';
import { timeText, windowNames } from './time-text.ts';

/** More windows than this leave no room for numbers, and more than the second can't be told apart. */
const most = { numbered: 31, windows: 400, features: 300 };

/** One feature over the windows: how many times its threshold each size is, and whether it drifted there. */
interface Row {
  readonly name: string;
  readonly times: readonly (number | null)[];
  readonly drifted: readonly boolean[];
}

/**
 * Features by windows, drifted ones first: each size as a multiple of its threshold, by colour and by number; where there
 * are too many windows for numbers, by colour and by height. Null without windows.
 */
export function heatMap({ windows = [], features }: DriftRecord): Html | null {
  const shown = windows.slice(-most.windows);
  const known = byAttention(features.filter(({ history }) => history !== undefined));
  if (shown.length < 2 || known.length === 0) return null;
  const rows = known.slice(0, most.features).map((feature) => rowOf(feature, shown.length));
  const left = known.length - rows.length;
  const cut = windows.length - shown.length;
  return html`${shown.length <= most.numbered ? html`${heatLegend('l')}${numbered(shown, rows)}` : html`${heatLegend('s')}${strips(shown, rows)}`}${
    left === 0
      ? null
      : html`<p class="soft">
          The ${formatCount(left, 'feature')} with the least change are in the table of all features
          only.
        </p>`
  }${cut === 0 ? null : html`<p class="soft">The oldest ${formatCount(cut, 'window')} are in the record only.</p>`}`;
}

function rowOf({ feature, threshold, history }: FeatureDrift, windows: number): Row {
  const sizes = (history?.sizes ?? []).slice(-windows);
  const outcomes = (history?.outcomes ?? []).slice(-windows);
  return {
    name: feature,
    times: Array.from({ length: windows }, (_, index) =>
      timesThreshold(sizes[index] ?? null, threshold),
    ),
    drifted: Array.from({ length: windows }, (_, index) => isAlarm(outcomes[index])),
  };
}

function isAlarm(outcome: string | undefined): boolean {
  return outcome === 'drift' || outcome === 'warning';
}

/** What the colours mean, those of cells or those of strips, which are stronger since they are thin. */
function heatLegend(of: 'l' | 's'): Html {
  return legend([
    [`${of}0`, 'under ½'],
    [`${of}1`, '½ to 1'],
    [`${of}2`, '1 to 1½'],
    [`${of}3`, '1½ to 2½'],
    [`${of}4`, 'over 2½ times the threshold'],
    ['on', 'drifted in this window'],
    ['none', 'not judged'],
  ]);
}

function numbered(windows: readonly DriftWindow[], rows: readonly Row[]): Html {
  const names = windowNames(windows.map(({ start }) => start));
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Sizes by features and windows"
  >
    <table class="heat">
      <thead>
        <tr>
          <th scope="col">feature</th>
          ${names.map((name, index) => html`<th scope="col" title="${timeText(windows[index]?.start ?? '')}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(numberedRow)}
      </tbody>
    </table>
  </div>`;
}

function numberedRow({ name, times, drifted }: Row): Html {
  return html`<tr>
    <th scope="row"><span>${name}</span></th>
    ${times.map((value, index) => cell(value, drifted[index] === true))}
  </tr>`;
}

function cell(times: number | null, drifted: boolean): Html {
  const level = levelOf(times);
  const text = times === null ? '·' : cellText(times);
  const colour = level === null ? 'none' : `l${level}`;
  return html`<td class="${drifted ? `${colour} on` : colour}">${text}</td>`;
}

function cellText(times: number): string {
  return times < 10 ? formatFixed(times, 1) : formatNumber(times, 2);
}

function strips(windows: readonly DriftWindow[], rows: readonly Row[]): Html {
  const [first, last] = [windows[0]?.start ?? '', windows.at(-1)?.start ?? ''];
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Sizes by features and windows"
  >
    <table class="heat strips">
      <thead>
        <tr>
          <th scope="col">feature</th>
          <th scope="col">
            <div><span>${timeText(first)}</span><span>${timeText(last)}</span></div>
          </th>
          <th scope="col">largest</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => stripRow(row, windows.length))}
      </tbody>
    </table>
  </div>`;
}

function stripRow({ name, times, drifted }: Row, width: number): Html {
  const known = times.filter((value): value is number => value !== null);
  const largest = known.length === 0 ? null : Math.max(...known);
  const alarms = drifted.filter(Boolean).length;
  const said = `${formatCount(alarms, 'window')} with drift of ${width}`;
  return html`<tr>
    <th scope="row"><span>${name}</span></th>
    <td>
      <svg viewBox="0 0 ${width} 10" preserveAspectRatio="none" role="img">
        <title>${name}: ${said}</title>
        ${[0, 1, 2, 3, 4].map((level) => levelPath(times, level))}${underline(drifted)}
      </svg>
    </td>
    <td>${largest === null ? '·' : cellText(largest)}</td>
  </tr>`;
}

/** How high a window stands in a strip, of 9: what has no colour to go by goes by it. */
const heights = [1.5, 3, 5, 7, 9];

function levelPath(times: readonly (number | null)[], level: number): Html | null {
  const height = heights[level] ?? 0;
  const path = runs(times.map((value) => levelOf(value) === level)).map(
    ([from, length]) => `M${from} 9V${round(9 - height)}h${length}V9z`,
  );
  return path.length === 0
    ? null
    : html`<path class="s${level}" d="${{ markup: path.join('') }}" />`;
}

function underline(drifted: readonly boolean[]): Html | null {
  const path = runs(drifted).map(([from, length]) => `M${from} 9.2h${length}v.8h-${length}z`);
  return path.length === 0 ? null : html`<path class="on" d="${{ markup: path.join('') }}" />`;
}

/** Where what is true begins, and for how long it stays so. */
function runs(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  flags.forEach((flag, index) => {
    const last = found.at(-1);
    if (!flag) return;
    if (last !== undefined && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  });
  return found;
}
