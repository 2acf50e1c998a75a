import type { Environment } from '../../schemas/types.ts';
import { literal } from './literal.ts';
import { formatBytes, formatWhole, noValue } from './number.ts';

/** What something was before and is now, as Markdown. */
export type Change = readonly [what: string, before: string, now: string];

/** Runner, processor and Python of both runs. */
export function environmentRows(
  before: Environment | null,
  after: Environment | null,
): readonly Change[] {
  return [
    ['Runner', runner(before), runner(after)],
    ['Processor', processor(before), processor(after)],
    ['Python', python(before), python(after)],
  ];
}

/** Packages whose versions differ. */
export function packageRows(before: Environment, after: Environment): readonly Change[] {
  const names = [...new Set([...Object.keys(after.packages), ...Object.keys(before.packages)])];
  return names
    .map((name) => [name, version(before, name), version(after, name)] as const)
    .filter(([, old, now]) => old !== now)
    .map(([name, old, now]) => [`Package ${literal(name, 60)}`, old, now]);
}

function runner(environment: Environment | null): string {
  if (environment === null) return noValue;
  return `${literal(environment.runner, 60)}, ${literal(environment.os, 60)} ${literal(environment.architecture, 20)}`;
}

function processor(environment: Environment | null): string {
  if (environment === null) return noValue;
  const { cpu, memoryBytes } = environment;
  return `${formatWhole(cpu.cores)} \u00d7 ${literal(cpu.model, 60)}, ${formatBytes(memoryBytes)}`;
}

function python(environment: Environment | null): string {
  const version = environment?.python ?? null;
  return version === null ? noValue : literal(version, 40);
}

function version({ packages }: Environment, name: string): string {
  const found = Object.hasOwn(packages, name) ? packages[name] : undefined;
  return found === undefined ? noValue : literal(found, 40);
}
