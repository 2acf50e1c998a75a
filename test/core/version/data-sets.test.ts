import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { versionDataSets } from '../../../core/version/data-sets.ts';
import { publicSource } from '../../../core/version/source.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { profile } from '../checks/inspection.ts';
import { betterMetrics, evaluation, run } from '../judge/candidate.ts';

const written = { name: 'split', path: 'splits/training.csv', digest: sha256('split'), bytes: 90 };

function sets(changes: Parameters<typeof profile>[0]) {
  const inspection = { data: { sets: [profile(changes)], unread: [] }, failures: [] };
  const data = { split: { path: written.path, role: 'training' as const, license: 'MIT' } };
  return versionDataSets(run(), evaluation(betterMetrics, { inspection }), { data });
}

describe('the data sets of a version', () => {
  it('are those that training digested and those that the run wrote, with what is declared of them', () => {
    const { name, ...bytes } = written;
    expect(sets(written)).toEqual({
      ...run().data,
      [name]: { ...bytes, role: 'training', license: 'MIT' },
    });
  });

  it('are without a set that nobody digested, and never another than training read', () => {
    expect(sets({ name: 'split' })).toEqual(run().data);
    expect(sets({ ...written, name: 'hourly' })).toEqual(run().data);
    expect(versionDataSets(run(), evaluation(betterMetrics), {})).toEqual(run().data);
  });

  it('say where they are from without what opens it, whoever digested them', () => {
    const source = 'https://u:p@ss@h/x?sig=SECRET';
    const { name: _, ...bytes } = written;
    const trained = run({ data: { hourly: { ...bytes, source } } });
    const data = { split: { path: written.path, source } };
    const inspection = { data: { sets: [profile(written)], unread: [] }, failures: [] };
    const of = versionDataSets(trained, evaluation(betterMetrics, { inspection }), { data });
    expect(Object.values(of).map((set) => set.source)).toEqual(['https://h/x', 'https://h/x']);
  });
});

describe('a published source', () => {
  it.each([
    ['https://u:p@ss@h/x', 'https://h/x'],
    ['postgres://u:p/w@h/db', 'postgres://h/db'],
    ['s3://bucket/x?X-Amz-Signature=abc', 's3://bucket/x'],
    ['https://h:8080/x#token=1', 'https://h:8080/x'],
    ['https://token@h', 'https://h'],
    ['From https://u:p@h/x and ftp://v:q@g/y?z, weekly', 'From https://h/x and ftp://g/y weekly'],
    ['https://h/@scope/pkg@1.2', 'https://h/@scope/pkg@1.2'],
    ['https://[::1]:80/a@b', 'https://[::1]:80/a@b'],
    ['The lab, by mail: a@b.example', 'The lab, by mail: a@b.example'],
  ])('of %s is %s', (source, wanted) => {
    expect(publicSource(source)).toBe(wanted);
  });

  it('holds no password, whatever that is, and stays as it is when it is published again', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'B', '7', '@', ':', '%', '!', '[') });
    fc.assert(
      fc.property(word, word, (user, password) => {
        const source = `https://${user}:secret${password}@host.example/data`;
        expect(publicSource(source)).toBe('https://host.example/data');
        expect(publicSource(publicSource(source))).toBe(publicSource(source));
      }),
    );
  });
});
