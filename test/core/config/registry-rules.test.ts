import { describe, expect, it } from 'vitest';
import { path, problemAfter, valid, validated } from './fixture.ts';

const place = '    environments:\n';
const withRegistry = (text: string): string => `    registry: ${text}\n${place}`;

describe('registry', () => {
  it.each([
    '{ type: releases }',
    '{ type: releases, stage_tags: true }',
    '{ type: oci, repository: ghcr.io/acme/bikes }',
    '{ type: oci, repository: "localhost:5000/bikes", plain_http: true, stage_tags: true }',
    '{ type: mlflow, tracking_uri: "https://mlflow.example.com" }',
    '{ type: mlflow, tracking_uri: "http://127.0.0.1:5000/base", name: bikes }',
  ])('takes what its type has: %s', (text) => {
    const config = validated(valid.replace(place, withRegistry(text)));
    expect(config.models['bike-demand']?.registry).toBeDefined();
  });

  it.each([
    [
      '{ type: oci }',
      ': models.bike-demand.registry is of the type oci, which needs models.bike-demand.registry.repository: add it.',
    ],
    [
      '{ type: mlflow, name: bikes }',
      'which needs models.bike-demand.registry.tracking_uri: add it.',
    ],
    [
      '{ type: releases, repository: ghcr.io/acme/bikes }',
      'models.bike-demand.registry.repository is not for the type releases but for oci: take it out, or change models.bike-demand.registry.type.',
    ],
    [
      '{ type: oci, repository: ghcr.io/acme/bikes, tracking_uri: "https://a" }',
      'models.bike-demand.registry.tracking_uri is not for the type oci but for mlflow',
    ],
    [
      '{ type: mlflow, tracking_uri: "https://a", plain_http: true }',
      'plain_http is not for the type mlflow but for oci',
    ],
  ])('names file, line and key of what is wrong: %s', (text, words) => {
    const problem = problemAfter(place, withRegistry(text));
    expect(problem).toContain(words);
    expect(problem).toMatch(new RegExp(`^.*${path}:\\d+:\\d+: `, 'm'));
  });

  it.each(['https://me:secret@mlflow.example.com', 'http://secret@127.0.0.1:5000'])(
    'refuses an address with credentials in it, without repeating them: %s',
    (address) => {
      const problem = problemAfter(
        place,
        withRegistry(`{ type: mlflow, tracking_uri: "${address}" }`),
      );
      expect(problem).toContain('registry.tracking_uri holds a name or a password');
      expect(problem).not.toContain('secret');
    },
  );

  it.each([
    ['{ type: s3 }', 'registry.type'],
    ['{ type: releases, bucket: a }', 'registry.bucket'],
    ['{ type: mlflow, tracking_uri: "https://a?b" }', 'tracking_uri'],
    ['[]', 'registry'],
    ['releases', 'registry'],
  ])('is refused once as %s', (text, words) => {
    const problem = problemAfter(place, withRegistry(text));
    expect(problem).toContain(words);
    expect(problem).not.toContain('is not for the type');
  });
});
