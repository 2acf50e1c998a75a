import type { VersionRecord } from '../../schemas/types.ts';
import { type Claim, contradicted, open, proved } from './claim.ts';
import type { FoundModel, VerifyFacts } from './facts.ts';

const mostNamed = 3;

/** Whether the package is, as it is stored, the one that was registered. */
export function packageClaim({ files, stored }: VerifyFacts, version: VersionRecord): Claim {
  const { name, digest, bytes } = version.package;
  if (version.registry !== 'releases') return elsewhereClaim(stored, version);
  const file = files.find((one) => one.name === name);
  if (file === undefined) {
    return open('package', `${name} is not here: take it from the version's release.`);
  }
  if (file.digest === digest && file.bytes === bytes) {
    return proved('package', `${name} is what was registered, ${digest}.`);
  }
  return contradicted(
    'package',
    `${name} has ${file.bytes} bytes and the digest ${file.digest}; ${bytes} bytes with ${digest} were registered.`,
  );
}

/** Another registry says of its bytes whether they are what was registered. */
function elsewhereClaim(stored: VerifyFacts['stored'], version: VersionRecord): Claim {
  const { uri, digest } = version.package;
  if (stored.kind === 'bad') return contradicted('package', stored.reason);
  if (stored.kind === 'absent') {
    return open(
      'package',
      `It lies in the registry ${version.registry}, which was not asked: give --repository.`,
    );
  }
  if (stored.value !== null) return contradicted('package', stored.value);
  return proved('package', `${uri} is in its registry what was registered, ${digest}.`);
}

/** Whether the model's files are, byte for byte, those that were registered and evaluated. */
export function modelClaim({ found, records }: VerifyFacts, version: VersionRecord): Claim {
  if (found.kind === 'absent') {
    return open(
      'model',
      'The model is not here: put its files into the folder "model", or the package beside the records.',
    );
  }
  if (found.kind === 'bad') return contradicted('model', found.reason);
  const { digest, files } = version.artifact;
  if (found.value.digest !== digest) {
    return contradicted(
      'model',
      `They have the digest ${found.value.digest}, and ${digest} was registered: ${differing(found.value, version)}.`,
    );
  }
  const evaluated =
    records.evaluation.kind === 'found' ? records.evaluation.value.artifact : undefined;
  if (evaluated !== undefined && evaluated !== digest) {
    return contradicted(
      'model',
      `They are what was registered, ${digest}, and ${evaluated} was evaluated.`,
    );
  }
  const count = files.length === 1 ? 'The one file is' : `All ${files.length} files are`;
  const also = evaluated === undefined ? '' : ' and evaluated';
  return proved('model', `${count}, byte for byte, what was registered${also}: ${digest}.`);
}

function differing({ files }: FoundModel, { artifact }: VersionRecord): string {
  const here = new Map(files.map(({ path, digest }) => [path, digest]));
  const wanted = new Map(artifact.files.map(({ path, digest }) => [path, digest]));
  const words = [
    ...[...wanted].flatMap(([path, digest]) => {
      const now = here.get(path);
      if (now === undefined) return [`${path} is missing`];
      return now === digest ? [] : [`${path} changed`];
    }),
    ...[...here.keys()].filter((path) => !wanted.has(path)).map((path) => `${path} was added`),
  ];
  const more = words.length > mostNamed ? `, and ${words.length - mostNamed} more` : '';
  if (words.length === 0) return 'its list of files is not what its digest says';
  return `${words.slice(0, mostNamed).join(', ')}${more}`;
}
