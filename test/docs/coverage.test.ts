import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checksPage, commandsPage } from '../../docs/generate.ts';
import { artifactLimits } from '../../adapters/archive/read-artifact.ts';
import { stores } from '../../adapters/registries/index.ts';
import { appVariables } from '../../adapters/app-settings.ts';
import { contentIntervalMs } from '../../adapters/github/limits.ts';
import { commands } from '../../app/commands/index.ts';
import { createMeter } from '../../app/operations/meter.ts';
import { usualUpkeepTimes } from '../../app/upkeep/upkeep.ts';
import { mostInterruptions } from '../../core/inbox/back-off.ts';
import { appEvents, appPermissions, webhookPath } from '../../core/app-manifest.ts';
import { checks } from '../../core/checks/index.ts';
import { usageOf } from '../../core/command/usage.ts';
import { driftStatistics } from '../../core/drift/index.ts';
import { falseDiscoveryRate, fewestRows } from '../../core/drift/rules.ts';
import { ledgerBranch } from '../../core/ledger/path.ts';
import { metrics } from '../../core/metrics/index.ts';
import { describeFields } from '../../core/rules/describe.ts';
import { combinations } from '../../core/policy/combinations.ts';
import { variables } from '../../core/rules/variables.ts';
import { gateChecks } from '../../core/promotion/gate/index.ts';
import { schemaIds } from '../../core/record/kinds.ts';
import { driftPlaceholders, versionPlaceholders } from '../../core/template/placeholders.ts';
import configSchema from '../../schemas/config.schema.json' with { type: 'json' };
import { type Page, readPage } from './page.ts';

function page(name: string): Page {
  return readPage(fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url)));
}

/** The row of a table whose first cell is this code; its other cells. */
function row(name: string, code: string): readonly string[] {
  const [, ...cells] = page(name).rows.find(([first]) => first === `\`${code}\``) ?? [];
  return cells;
}

/** Every key that a schema knows, wherever it stands. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { readonly properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(keysOf)];
}

describe('the documentation', () => {
  it('has a section for each check, as the checks say of themselves', async () => {
    const { text } = page('checks');
    expect(text).toBe(await checksPage());
    for (const { id, title } of checks) expect(text).toContain(`## ${id}\n\n**${title}.**`);
  });

  it('has each command that can be typed, as the grammar has it', async () => {
    const { text } = page('commands');
    expect(text).toBe(await commandsPage());
    for (const { name } of commands)
      expect(row('commands', `/assay ${usageOf(name)}`)).not.toEqual([]);
  });

  it.each(metrics)(
    'has the metric $id: its tasks, which way is better, and its columns',
    (metric) => {
      const [, tasks, better, needs] = row('configuration', metric.id);
      const all = metrics.filter(({ id }) => id === metric.id);
      expect(tasks).toBe(all.map(({ task }) => task).join(', '));
      expect(better).toBe(metric.direction);
      const keys = metric.needs.flatMap((need) =>
        need === 'bounds' ? ['lower', 'upper'] : [need],
      );
      for (const key of keys) expect(needs).toContain(`\`${key}\``);
      if (all.every((one) => one.needs.length === 0)) expect(needs).toBe('');
    },
  );

  it.each(driftStatistics)('has the drift statistic $id and its threshold', ({ id, threshold }) => {
    const found = page('monitor-and-retrain').rows.find((cells) => cells[1]?.includes(`\`${id}\``));
    expect(found?.[2]).toBe(String(threshold));
  });

  it('has the guards of drift as they are', () => {
    const { text } = page('monitor-and-retrain');
    expect(text).toContain(`at most ${falseDiscoveryRate} over all features`);
    expect(text).toContain(`under ${fewestRows} values`);
  });

  it('has every check of a promotion, and every format of a state file', () => {
    const described = page('environments').rows.filter(({ length }) => length === 2);
    const first = described.map(([code]) => code);
    const { enum: formats } = configSchema.$defs.Environment.properties.format;
    const wanted = [...gateChecks.map(({ id }) => id), ...formats].map((name) => `\`${name}\``);
    expect(first).toEqual(expect.arrayContaining(wanted));
  });

  it('has every key of the configuration', () => {
    const pages = [
      'configuration',
      'gate-settings',
      'monitor-settings',
      'environments',
      'registries',
      'deploy',
      'monitor-data',
    ];
    const text = pages.map((name) => page(name).text).join('\n');
    // As a key of its own, as a part of a longer one, or in a line of YAML.
    const missing = keysOf(configSchema).filter(
      (key) => !new RegExp(`[\`.]${key}[\`.]|\\{ ${key}:`).test(text),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it.each(combinations)('has how $key of a policy combines with a repository', ({ key, how }) => {
    expect(row('policy', key)).toEqual([how]);
  });

  it.each(describeFields(variables))(
    'has $path, which a rule can speak of, with its type and what it is',
    ({ path, type, words }) => {
      // What the three runs share is described once.
      const once = path.replace(/^(?:baseline|champion)\./, 'candidate.');
      const cells = row('rules', row('rules', path).length > 0 ? path : once);
      expect(cells).toEqual([type === '' ? '' : `\`${type}\``, words]);
    },
  );

  it('has no variable of a rule that there is not', () => {
    const known = describeFields(variables).map(({ path }) => `\`${path}\``);
    const documented = page('rules').rows.flatMap(([first]) =>
      first?.startsWith('`') === true ? [first] : [],
    );
    expect(documented.filter((path) => !known.includes(path))).toEqual([]);
  });

  it('has every registry', () => {
    const { text } = page('registries');
    for (const { type } of stores) expect(text).toContain(`## ${type}\n`);
  });

  it('has every placeholder of a template', () => {
    for (const name of versionPlaceholders) {
      expect(row('environments', `{{${name}}}`)).toHaveLength(1);
    }
    for (const name of driftPlaceholders) {
      expect(row('retrain', `{{${name}}}`)).toHaveLength(1);
    }
  });

  it('has every permission and event of the app, and no other', () => {
    const { rows, text } = page('run-the-app');
    const permissions = rows.filter(([, level]) => level === 'read' || level === 'write');
    expect(permissions.map(([name, level]) => [name, level])).toEqual(
      Object.entries(appPermissions).map(([name, level]) => [`\`${name}\``, level]),
    );
    expect(text).toContain(`Events: ${appEvents.map((name) => `\`${name}\``).join(', ')}.`);
    expect(text).toContain(`\`POST ${webhookPath}\``);
  });

  it.each(appVariables)('has the variable %s of the app', (name) => {
    const [meaning] = row('run-the-app', name);
    expect(meaning).not.toBe('');
  });

  it('has every variable of the app, and no other', () => {
    const documented = page('run-the-app').rows.flatMap(
      ([first]) => /^`([A-Z_]+)`$/.exec(first ?? '')?.[1] ?? [],
    );
    expect(documented).toEqual(appVariables);
  });

  it('has every metric of the app with its labels, and no other', async () => {
    const meter = createMeter();
    meter.watch(
      () => Promise.reject(new Error('There is no inbox here.')),
      () => new Map(),
    );
    const { body } = await meter.text();
    const names = [...body.matchAll(/^# HELP (assay_\w+)/gm)].map(([, name]) => name);
    const documented = page('operate-the-app').rows.flatMap(
      ([first]) => /^`(assay_\w+)`$/.exec(first ?? '')?.[1] ?? [],
    );
    expect(new Set(documented)).toEqual(new Set(names));
    // And what the alerts ask for.
    const alerts = page('operate-the-app').yaml.join('\n');
    const asked = [...alerts.matchAll(/assay_\w+/g)].map(([name]) => name);
    expect(asked).not.toEqual([]);
    for (const name of asked) expect(names).toContain(name);
  });

  it('tells how often the app looks for what it missed, and how often it tries', () => {
    const { text } = page('operate-the-app');
    const minute = 60_000;
    expect(text).toMatch(
      new RegExp(`^\\| ${usualUpkeepTimes.askAgainMs / minute} minutes +\\|`, 'm'),
    );
    expect(text).toMatch(
      new RegExp(`^\\| ${usualUpkeepTimes.catchUpMs / minute} minutes +\\|`, 'm'),
    );
    expect(text).toContain(`one call in ${contentIntervalMs} ms`);
    expect(text).toContain(`after ${mostInterruptions} times`);
  });

  it('has every kind of record, the ledger and the limits of an artifact', () => {
    const { text } = page('records');
    for (const kind of Object.keys(schemaIds)) expect(row('records', kind)).not.toEqual([]);
    expect(text).toContain(`\`${ledgerBranch}\``);
    const { zippedBytes, unpackedBytes, entries } = artifactLimits;
    const megabyte = 1024 * 1024;
    expect(text).toContain(
      `over ${zippedBytes / megabyte} MB zipped, over ${unpackedBytes / megabyte} MB unpacked or over ${entries} entries`,
    );
  });
});
