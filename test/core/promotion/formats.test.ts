import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  askedVersion,
  isBlankState,
  movedValue,
  versionText,
} from '../../../core/promotion/asked-version.ts';
import { promotedState, stateChangesOf, versionOfState } from '../../../core/promotion/state.ts';
import { seal } from '../../../core/record/seal.ts';
import type { EnvironmentConfig, VersionRecord } from '../../../schemas/types.ts';
import { versionRecord } from '../version-record.ts';

const file = 'deploy/production.yaml';
const versions = [versionRecord('1.1.0'), versionRecord('1.0.0')];
const [newest] = versions as [Readonly<VersionRecord>];
const environment = (format: NonNullable<EnvironmentConfig['format']>): EnvironmentConfig => ({
  state: file,
  format,
});

/** The same version, whose bytes lie in a container registry. */
function inContainers(whole: Readonly<VersionRecord>) {
  const { schema: _, id: __, ...record } = whole;
  const { digest } = record.package;
  const uri = `oci://ghcr.io:443/acme/bike-demand@${digest}`;
  return seal('version', { ...record, registry: 'oci', package: { ...record.package, uri } });
}

const kserve = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  annotations: { assay-version: '' } # of the promotion
spec:
  predictor:
    model:
      modelFormat: { name: sklearn }
      # The packed model.
`;
const kustomization = `images:
  - name: bike-demand # the model
    newTag: 0.9.0
  - name: proxy
    newName: example.org/proxy
`;
const configMap = `configMapGenerator:
  - name: bike-demand
    literals:
      - MODEL_URI=none
      - MODEL_VERSION=none
`;
const helm = `# Values of the chart.
model:
  uri: ''   # written by promotions
replicas: 2
`;
const document = `# What runs.
uri: ''
`;

describe('a state file of a known format', () => {
  it.each([
    [
      'kserve',
      kserve,
      {
        'spec.predictor.model.storageUri': newest.package.uri,
        'metadata.annotations.assay-version': newest.tag,
      },
    ],
    [
      'kustomize',
      configMap,
      {
        'configMapGenerator[name=bike-demand].literals[MODEL_URI=]': newest.package.uri,
        'configMapGenerator[name=bike-demand].literals[MODEL_VERSION=]': '1.1.0',
      },
    ],
    [
      'helm',
      helm,
      {
        'model.uri': newest.package.uri,
        'model.version': '1.1.0',
        'model.digest': newest.package.digest,
      },
    ],
    [
      'assay',
      document,
      { uri: newest.package.uri, version: '1.1.0', digest: newest.package.digest },
    ],
  ] as const)(
    '%s takes a version, keeps all else, and asks for that version alone',
    (format, text, values) => {
      const changes = stateChangesOf(text, file, environment(format), newest);
      expect(Object.fromEntries(changes.map(({ key, after }) => [key, after]))).toEqual(values);
      const next = promotedState(text, file, environment(format), newest);
      for (const line of text.split('\n').filter((one) => one.includes('#'))) {
        expect(next).toContain(line.slice(line.indexOf('#')));
      }
      expect(versionOfState(next, file, environment(format), versions)?.version).toBe('1.1.0');
      expect(versionOfState(text, file, environment(format), versions)).toBeNull();
      expect(promotedState(next, file, environment(format), newest)).toBe(next);
      expect(
        versionText({ text: next, file, environment: environment(format), model: 'bike-demand' }),
      ).not.toBe(
        versionText({ text, file, environment: environment(format), model: 'bike-demand' }),
      );
    },
  );

  it('kustomize takes the image of a version in a container registry', () => {
    const record = inContainers(newest);
    const next = promotedState(kustomization, file, environment('kustomize'), record);
    expect(parse(next)).toEqual({
      images: [
        {
          name: 'bike-demand',
          newTag: '1.1.0',
          newName: 'ghcr.io:443/acme/bike-demand',
          digest: newest.package.digest,
        },
        { name: 'proxy', newName: 'example.org/proxy' },
      ],
    });
    const all = [record, ...versions.slice(1)];
    expect(versionOfState(next, file, environment('kustomize'), all)).toEqual(record);
  });

  it('kustomize refuses, for an image, a version that is none', () => {
    expect(() => promotedState(kustomization, file, environment('kustomize'), newest)).toThrow(
      `${file}: images[name=bike-demand].newName names a container image, and bike-demand@v1.1.0 lies in a registry of the type releases`,
    );
  });

  it.each([
    ['kserve', 'kind: Deployment\n', 'it is no InferenceService'],
    [
      'kserve',
      'kind: InferenceService\nspec: {}\n',
      'there is no value at spec.predictor.model.storageUri',
    ],
    [
      'kustomize',
      'images: [{name: other}]\n',
      'it has no images[name=bike-demand] or configMapGenerator',
    ],
    ['helm', 'replicas: 2\n', 'there is no value at model.uri'],
    ['assay', 'uri: a\n---\nuri: b\n', 'several YAML documents'],
    ['assay', 'uri: a\nuri: b\n', 'line 2 is not YAML: Map keys must be unique'],
    ['assay', 'x: &u a\nuri: *u\n', null],
  ] as const)('%s says what is wrong with %j', (format, text, words) => {
    const write = (): string => promotedState(text, file, environment(format), newest);
    if (words === null) expect(write()).toContain('x: &u a');
    else expect(write).toThrow(words);
  });
});

const asked = (text: string | null, config: EnvironmentConfig = environment('assay')) => {
  const found = askedVersion({ text, file, environment: config, model: 'bike-demand' }, versions);
  return found.ok ? found.value.version : found.reason;
};

/** A kserve file with its value at a key that holds a dot. */
function dotted(more: string): string {
  return `kind: InferenceService\nspec: { predictor: { "model.storageUri": ${newest.package.uri}${more} } }\n`;
}

/** A file with a value at a path of one's own. */
function atPath(text: string) {
  const environment = { state: file, set: { 'a.uri': '{{version.uri}}' } };
  return { text, file, environment, model: 'bike-demand' };
}

function blank(text: string | null): boolean {
  return isBlankState({ text, file, environment: environment('assay'), model: 'bike-demand' });
}

describe('the version that a state file asks for', () => {
  const whole = promotedState(document, file, environment('assay'), newest);
  const older = versionRecord('1.0.0');

  it.each([
    ['is not there', null, `${file} is not there, so it asks for no version of bike-demand.`],
    ['cannot be read', 'a: [', 'is not YAML'],
    [
      'names two versions',
      whole.replace(/version: .*\n/, 'version: 1.0.0\n'),
      'asks for two versions of bike-demand at once',
    ],
    [
      'has the bytes of another',
      whole.replace(newest.package.digest, older.package.digest),
      'two versions',
    ],
    [
      'has bytes of none',
      whole.replace(newest.package.digest, `sha256:${'0'.repeat(64)}`),
      'no registered version',
    ],
    [
      'lacks a value',
      whole.replace(/digest:.*\n/, ''),
      'asks for no registered version of bike-demand: set uri',
    ],
    ['is of another model', `${whole}model: taxi\n`, 'asks for no registered version'],
    ['hides a value behind a tag', whole.replace('uri: ', 'uri: !env '), 'has the tag !env'],
  ])('is none where it %s', (_, text, words) => {
    expect(asked(text)).toContain(words);
  });

  it('is none where its values are those of several versions', () => {
    const vague = { state: file, set: { model: '{{model}}', uri: '{{ version.uri }}' } };
    const same = versions.map((record) => ({ ...record, package: newest.package }));
    const state = {
      text: `model: bike-demand\nuri: ${newest.package.uri}\n`,
      file,
      environment: vague,
      model: 'bike-demand',
    };
    expect(askedVersion(state, versions)).toMatchObject({ ok: true });
    expect(askedVersion(state, same)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('its values are those of several') as string,
    });
  });

  it('is none where a kserve file names a model at a second place', () => {
    const text = promotedState(kserve, file, environment('kserve'), newest);
    const second = text.replace(
      '    model:\n',
      `    sklearn: { storageUri: s3://other }\n    model:\n`,
    );
    expect(asked(text, environment('kserve'))).toBe('1.1.0');
    expect(asked(second, environment('kserve'))).toContain(
      'spec.predictor.sklearn.storageUri names a model too',
    );
  });

  it.each([
    ['a mapping that hides one', 'sklearn: *s'],
    ['a list that hides one', 'containers: *s'],
  ])('is none where a kserve file has %s behind an alias', (_, hidden) => {
    const text = promotedState(kserve, file, environment('kserve'), newest);
    const second = `s: &s {storageUri: s3://other}\n${text.replace('    model:\n', `    ${hidden}\n    model:\n`)}`;
    expect(asked(second, environment('kserve'))).toContain('is an alias, which may hide a model');
  });

  it('is none where a kserve file has its value at a key that holds dots, beside a merged one', () => {
    const merged = dotted(', <<: { model: { storageUri: s3://other } }');
    expect(asked(merged, environment('kserve'))).toContain('merges other keys in by <<');
    expect(asked(dotted(''), environment('kserve'))).toContain('asks for no registered version');
  });

  it('is none where a kustomization merges an image in', () => {
    const merged = `x: &x { name: bike-demand, newName: evil }\nimages:\n  - { name: bike-demand }\n  - <<: *x\n`;
    expect(asked(merged, environment('kustomize'))).toContain('merges other keys in by <<');
  });

  it('is written to no file that readers take in different ways', () => {
    const merged = `base: &b { uri: evil }\n<<: *b\n${document}`;
    expect(() => promotedState(merged, file, environment('assay'), newest)).toThrow('by <<');
  });

  it('is none where a kustomization has the image twice', () => {
    const twice = `${kustomization}  - name: bike-demand\n    digest: sha256:aa\n`;
    expect(asked(twice, environment('kustomize'))).toContain('leads to 2 places');
  });

  it('stays at the keys where it was, nested or with dots', () => {
    const nested = atPath('a: { uri: x }\n');
    const withDots = atPath('"a.uri": x\n');
    const none = atPath('b: 1\n');
    expect(movedValue(nested, withDots)).toContain('has a.uri at other keys than before');
    expect(movedValue(withDots, nested)).toContain('has a.uri at other keys than before');
    expect(movedValue(nested, atPath('# Ours.\na:\n  uri: y\n'))).toBeNull();
    expect(movedValue(none, nested)).toBeNull();
    expect(versionText(nested)).not.toBe(versionText(withDots));
    expect(versionText(atPath('a: { uri: "" }\n'))).toBe(versionText(none));
  });

  it('is not asked for while all of its values are empty or missing', () => {
    expect(['uri: ""\n', 'uri:\nversion:\n', 'a: 1\n'].map(blank)).toEqual([true, true, true]);
    expect(['uri: x\n', 'a: [', null].map(blank)).toEqual([false, false, false]);
  });
});
