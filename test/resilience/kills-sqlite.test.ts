import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killTrial } from './kills.ts';
import { say, sayFigure, scaled } from './scale.ts';

it('an app with an embedded database that is killed at any moment loses nothing and does nothing twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-kills-'));
  const rounds = scaled(100, 5);
  try {
    const { kills, deliveries } = await killTrial(
      { kind: 'folder', folder },
      { rounds, seed: 1, replicas: 1 },
    );
    expect(kills).toBe(rounds);
    sayFigure('kills-sqlite', kills, 'kills, nothing lost or twice', { op: '>=', number: rounds });
    say(`kills-sqlite: ${kills} kills, ${deliveries} deliveries taken, none lost`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
