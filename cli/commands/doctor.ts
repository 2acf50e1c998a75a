import { parseArgs } from 'node:util';
import { databaseSettings, readAppSettings, type Variables } from '../../adapters/app-settings.ts';
import { gatherDatabase } from '../../adapters/doctor/database.ts';
import { gatherGitHub } from '../../adapters/doctor/github.ts';
import { gatherServer } from '../../adapters/doctor/server.ts';
import type { DatabaseOptions } from '../../adapters/database/open.ts';
import { examine, type Finding } from '../../core/doctor/index.ts';
import { InputError } from '../../core/errors.ts';
import { pageUrl } from '../page-url.ts';

const marks = { pass: '✓', warn: '!', fail: '✗' } as const;

/**
 * `assay doctor [--url URL] [--json]`: looks at all that the app needs, with the app's own variables. Resolves with the
 * exit status: 1 when something keeps the app from its work.
 */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { url: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const url = values.url === undefined ? null : pageUrl(values.url);
  const findings = await look(process.env, url);
  const failed = findings.some(({ outcome }) => outcome === 'fail');
  process.stdout.write(
    values.json ? `${JSON.stringify({ ok: !failed, findings }, null, 2)}\n` : textOf(findings),
  );
  return failed ? 1 : 0;
}

async function look(variables: Variables, url: string | null): Promise<readonly Finding[]> {
  const settings = await readAppSettings(variables);
  const database = databaseOptions(variables);
  const apart = (variables['ASSAY_OPERATIONS_PORT']?.trim() ?? '') !== '';
  return examine({
    settingProblems: settings.ok ? [] : settings.reason,
    github: settings.ok ? await gatherGitHub(settings.value) : null,
    database: database === null ? null : await gatherDatabase(database, variables),
    server: url === null ? null : await gatherServer(url, apart),
    url,
    now: Date.now(),
  });
}

/** Null where they are wrong, which is among the problems of the settings. */
function databaseOptions(variables: Variables): DatabaseOptions | null {
  try {
    return databaseSettings(variables);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function textOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, outcome, found, advice }) => [
    `${marks[outcome]} ${subject.padEnd(width)}  ${found}`,
    ...(advice === null ? [] : [`  ${' '.repeat(width)}  → ${advice}`]),
  ]);
  return `${lines.join('\n')}\n\n${summaryOf(findings)}\n`;
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (outcome: Finding['outcome']): number =>
    findings.filter((one) => one.outcome === outcome).length;
  const [failed, warned] = [count('fail'), count('warn')];
  if (failed > 0) return `${failed} of ${findings.length} keep the app from its work.`;
  if (warned > 0) return `The app can work; ${warned} of ${findings.length} want a look.`;
  return 'All is well.';
}
