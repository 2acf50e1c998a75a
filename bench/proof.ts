import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './figure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));

/** A proof of `test/resilience` as a bench: its figures are those that it prints. */
export function proof(name: string, about: string): Bench {
  return {
    name,
    about,
    async run() {
      const figures: Figure[] = [];
      const child = spawn(
        process.execPath,
        [vitest, 'run', '--config', 'vitest.resilience.config.ts', `test/resilience/${name}`],
        { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const lines = createInterface(child.stdout);
      for await (const line of lines) {
        const figure = parseFigure(line);
        if (figure === null) console.log(`  ${line}`);
        else figures.push(figure);
      }
      if (child.exitCode === null) await once(child, 'exit');
      if (child.exitCode !== 0) process.exitCode = 1;
      return figures;
    },
  };
}

/** A figure of its line, as `figureLine` writes it; null for any other line. */
export function parseFigure(line: string): Figure | null {
  const found = /^figure (\S+) (\S+) (.+) goal (<=|>=|<)(\S+)$/.exec(line);
  if (found === null) return null;
  const [, name = '', value, unit = '', op, number] = found;
  // The pattern allows no other.
  return { name, value: Number(value), unit, goal: { op: op as '<=', number: Number(number) } };
}
