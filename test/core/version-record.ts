import { sha256 } from '../../core/record/digest.ts';
import { seal } from '../../core/record/seal.ts';
import type { VersionRecord } from '../../schemas/types.ts';

/** A valid version record of bike-demand; each version has digests of its own. */
export function versionRecord(version: string): Readonly<VersionRecord> {
  const digest = (of: string): string => sha256(`${of} ${version}`);
  const tag = `bike-demand@v${version}`;
  const name = `bike-demand-${version}.tar.gz`;
  return seal('version', {
    createdAt: '2026-01-01T00:00:00.000Z',
    producer: { action: 'register', version: '0.1.0' },
    repository: 'acme/bike-demand',
    commit: 'a'.repeat(40),
    model: 'bike-demand',
    version,
    tag,
    parent: null,
    artifact: {
      digest: digest('artifact'),
      bytes: 10,
      files: [{ path: 'model/model.pkl', digest: digest('file'), bytes: 10 }],
    },
    package: {
      name,
      uri: `https://github.com/acme/bike-demand/releases/download/${encodeURIComponent(tag)}/${name}`,
      digest: digest('package'),
      bytes: 8,
    },
    registry: 'releases',
    run: digest('run'),
    evaluation: digest('evaluation'),
    fingerprint: digest('fingerprint'),
    evaluationSet: digest('evaluation set'),
    metrics: { mae: 27.5 },
    data: {},
  });
}
