import type { VersionRecord } from '../../schemas/types.ts';
import { type Claim, contradicted, open, proved } from './claim.ts';
import type { TagFacts, VerifyFacts } from './facts.ts';

/** Whether the tag still names the commit, the bytes and the record that were registered, and nobody took the version back. */
export function tagClaim({ tag }: VerifyFacts, version: VersionRecord): Claim {
  if (tag.kind === 'not-asked') {
    return open('tag', 'GitHub was not asked: give --repository to compare the tag.');
  }
  if (tag.kind === 'problem') return contradicted('tag', tag.sentence);
  const problem = problemOf(tag, version);
  if (problem !== null) return contradicted('tag', problem);
  if (tag.record === null) {
    return open(
      'tag',
      `${version.tag} names the registered bytes, at ${version.commit}, and not the record: it was made before tags did, or anew.`,
    );
  }
  return proved(
    'tag',
    `${version.tag} names the registered bytes and record, at ${version.commit}.`,
  );
}

type Named = Extract<TagFacts, { kind: 'tag' }>;

/** Why it is not the tag of this version, as a sentence; null where it is. Lines that it does not have say nothing, but for the model's. */
function problemOf(tag: Named, version: VersionRecord): string | null {
  if (tag.commit !== version.commit) {
    return `Somebody moved it: ${version.tag} is at ${tag.commit ?? 'no commit'}, and ${version.commit} was registered.`;
  }
  if (tag.artifact === null) {
    return `Somebody made ${version.tag} anew: its message names no model, as that of every registration does.`;
  }
  const lines = [
    ['model', tag.artifact, version.artifact.digest],
    ['package', tag.package, version.package.digest],
    ['record', tag.record, version.id],
  ] as const;
  const other = lines.find(([, said, registered]) => said !== null && said !== registered);
  if (other === undefined) return null;
  const [what, said, registered] = other;
  return `The message of ${version.tag} names the ${what} ${said}; ${registered} is registered.`;
}
