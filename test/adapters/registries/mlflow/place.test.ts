import { assert, constantFrom, array, property, string, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { environmentAlias } from '../../../../adapters/registries/mlflow/alias.ts';
import { placeOf, placeOfRun, uriOf } from '../../../../adapters/registries/mlflow/place.ts';
import { serverAt } from '../../../../adapters/registries/mlflow/server.ts';
import { RefusedError } from '../../../../core/errors.ts';
import type { VersionRecord } from '../../../../schemas/types.ts';

const route = '/api/2.0/mlflow-artifacts/artifacts';
const name = stringMatching(/^[\w äß+@=?&;-]{1,8}$/).filter((part) => part.trim() !== '');
const address = constantFrom(
  'https://mlflow.example.org',
  'http://127.0.0.1:5000',
  'http://[::1]:5000/prefix',
  'https://mlflow.example.org/a/b',
);

const recordAt = (uri: string) =>
  ({ tag: 'bikes@v1.0.0', package: { uri } }) as Readonly<VersionRecord>;

describe('the place of a model on an MLflow server', () => {
  it('is read back from the uri of the record as it was written', () => {
    assert(
      property(address, array(name, { minLength: 1, maxLength: 4 }), (base, parts) => {
        const server = serverAt(base);
        if (server === null) throw new Error('No server.');
        const place = { server, root: parts.join('/') };
        expect(placeOf(recordAt(uriOf(place)))).toEqual(place);
      }),
    );
  });

  it('is refused, and nothing else is thrown, for whatever else a record holds', () => {
    assert(
      property(string({ unit: 'grapheme' }), constantFrom('', '/model'), (text, end) => {
        for (const uri of [text, `https://x${route}/${text}${end}`]) {
          try {
            expect(uriOf(placeOf(recordAt(uri)))).toBe(uri);
          } catch (error) {
            expect(error).toBeInstanceOf(RefusedError);
          }
        }
      }),
      // Cut in the middle of a character, this was once no text any more.
      { examples: [['\u{10000}\0\u{10000}\u{10000}', '']] },
    );
  });

  it.each([
    `https://x${route}/../../secret/model`,
    `https://x${route}/1/../2/model`,
    `https://x${route}/1/%2e%2e/2/model`,
    `https://x${route}/1%2F2/model`,
    `https://x${route}//model`,
    `https://x${route}/model`,
    `https://ada:secret@x${route}/1/run/artifacts/model`,
    `https://x${route}/1/run/artifacts/model?x=1`,
    `https://x${route}/1/run/artifacts/model#x`,
    `ftp://x${route}/1/run/artifacts/model`,
    `${route}/1/run/artifacts/model`,
    's3://bucket/1/run/artifacts/model',
    'mlflow-artifacts:/1/run/artifacts/model',
  ])('is not %s', (uri) => {
    expect(() => placeOf(recordAt(uri))).toThrow(RefusedError);
  });

  it.each([
    ['mlflow-artifacts:/1/run/artifacts', '1/run/artifacts'],
    ['mlflow-artifacts://mlflow.example.org/1/run/artifacts', '1/run/artifacts'],
    [`https://mlflow.example.org/at${route}/1/run/artifacts/`, '1/run/artifacts'],
    [`https://mlflow.example.org${route}/1/run/artifacts`, null],
    ['mlflow-artifacts://other.example.org/1/run/artifacts', null],
    ['s3://bucket/1/run/artifacts', null],
    ['/mlruns/1/run/artifacts', null],
    ['', null],
  ])('of a run at %s is %s', (artifactUri, root) => {
    const server = serverAt('https://mlflow.example.org/at');
    if (server === null) throw new Error('No server.');
    expect(placeOfRun(server, artifactUri)?.root ?? null).toBe(root);
  });
});

describe('the alias of an environment', () => {
  const environment = stringMatching(/^[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?$/);
  const awkward = constantFrom('latest', 'v1', 'v1-2-0', 'staging', 'staging-challenger');
  const role = constantFrom('champion' as const, 'challenger' as const);

  it('is one that MLflow takes and no version has, for whatever name', () => {
    for (const names of [environment, awkward]) {
      assert(
        property(names, role, (environment, role) => {
          const alias = environmentAlias({ environment, role });
          expect(alias).toMatch(/^[\w-]{1,255}$/);
          expect(alias).not.toMatch(/^(latest|v\d+(-\d+-\d+)?)$/i);
        }),
      );
    }
  });

  it('is another for each environment and role', () => {
    const places = [
      'staging',
      'staging-challenger',
      'environment-staging',
      'latest',
      'environment-latest',
    ].flatMap((environment) => [
      environmentAlias({ environment, role: 'champion' }),
      environmentAlias({ environment, role: 'challenger' }),
    ]);
    expect(new Set(places).size).toBe(places.length);
  });
});
