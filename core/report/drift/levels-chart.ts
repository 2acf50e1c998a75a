import { html, type Html } from '../../evidence/html.ts';
import { formatPercent } from '../number.ts';
import { round } from './chart.ts';
import type { LevelsPicture } from './picture.ts';

/** Bars in pairs, the reference over the current data, a pair a level; the levels that are not listed come last. */
export function levelsChart({ feature, labels, reference, current, others }: LevelsPicture): Html {
  const rows = labels.map((label, index) => ({
    label,
    before: reference[index] ?? 0,
    now: current[index] ?? 0,
  }));
  const hasOthers = others.levels > 0 && others.reference + others.current > 0;
  const rest = { label: 'all others', before: others.reference, now: others.current };
  const all = hasOthers ? [...rows, rest] : rows;
  const most = Math.max(...all.flatMap(({ before, now }) => [before, now]), 1e-9);
  return html`<table class="levels">
    <caption class="hidden">
      Shares of the levels of ${feature}
    </caption>
    <colgroup>
      <col />
      <col class="bars" />
      <col class="share" />
      <col class="share" />
    </colgroup>
    <thead class="hidden">
      <tr>
        <th scope="col">level</th>
        <th scope="col">bars</th>
        <th scope="col">reference</th>
        <th scope="col">current</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        ({ label, before, now }) =>
          html`<tr>
            <th scope="row"><span>${label}</span></th>
            <td>${bars(before / most, now / most)}</td>
            <td class="n soft">${formatPercent(before)}</td>
            <td class="n">${formatPercent(now)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function bars(before: number, now: number): Html {
  return html`<svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
    <rect class="reference" x="0" y="1" width="${round(before * 100)}" height="6" />
    <rect class="current-bar" x="0" y="9" width="${round(now * 100)}" height="6" />
  </svg>`;
}
