import { describe, expect, it } from 'vitest';
import {
  renderHealthyAgain,
  renderNotDeployed,
  renderNotTakenOut,
  renderTakenOut,
  renderUnhealthy,
} from '../../../core/report/deployment-health.ts';
import { hostileTexts } from './hostile.ts';

const report = {
  createdAt: '2026-01-10T12:00:30Z',
  deployment: 7,
  description: 'exit code 3',
  environment: 'production',
  model: 'bikes',
  reportedBy: 'github-actions[bot]',
  url: 'https://github.com/acme/models/actions/runs/1',
  version: '1.2.0',
};
const champion = { role: 'champion', share: null } as const;

describe('the comment on an unhealthy version', () => {
  it('says what was reported, by whom, where the log is, and how to go back', () => {
    expect(renderUnhealthy(report, champion, '1.1.0').split('\n')).toEqual([
      '<!-- assay:deployment 7 -->',
      '\u274c `bikes@v1.2.0` in `production` is reported as **unhealthy** since 2026-01-10 12:00 UTC.',
      '',
      '> exit code 3',
      '',
      'Reported by `github-actions[bot]`. [See its log or environment](https://github.com/acme/models/actions/runs/1).',
      '',
      'To go back to `v1.1.0`, which was healthy there, comment `/assay rollback bikes production`.',
    ]);
  });

  it('offers no rollback where nothing healthy is known, but another promotion', () => {
    const text = renderUnhealthy({ ...report, description: '', url: null }, champion, null);
    expect(text).toContain('\n\nReported by `github-actions[bot]`.\n');
    expect(text).toContain('there is none to go back to');
    expect(text).toContain('`/assay promote bikes@version production`');
    expect(text).not.toContain('rollback');
  });

  it('says of a challenger how it is taken out', () => {
    const text = renderUnhealthy(report, { role: 'challenger', share: 10 }, '1.1.0');
    expect(text).toContain('with 10 % of the traffic');
    expect(text).toContain('`/assay promote bikes@1.2.0 production as challenger 0%`');
  });

  it.each(hostileTexts)('shows %j as text', (text) => {
    const hostile = { ...report, description: text, reportedBy: text, url: text };
    const renderings = [renderHealthyAgain, renderNotDeployed, renderNotTakenOut, renderTakenOut];
    const bodies = renderings.map((render) => render(hostile));
    for (const body of [renderUnhealthy(hostile, champion, '1.1.0'), ...bodies]) {
      const outside = body
        .split('\n')
        .slice(1)
        .join('\n')
        .replaceAll(/(`+)[^\n]*?\1/g, '');
      expect(outside).not.toMatch(/<(?!sub>)|@\w|javascript:|!\[/);
    }
  });
});
