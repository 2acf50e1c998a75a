import type { EvidenceFacts } from './facts.ts';

/** Where the records of a version contradict each other, as sentences; none when they agree. */
export function contradictions(facts: EvidenceFacts): readonly string[] {
  const { version, run, evaluation } = facts;
  const { tag, model, artifact, fingerprint, evaluationSet, commit } = version.record;
  const claims: readonly (readonly [what: string, ours: string, theirs: string | undefined])[] = [
    ['tag', tag, `${model}@v${version.record.version}`],
    ...(run === null
      ? []
      : ([
          ['model digest', artifact.digest, run.record.artifact?.digest],
          ['fingerprint', fingerprint, run.record.fingerprint],
          ['commit', commit, run.record.commit],
        ] as const)),
    ...(evaluation === null
      ? []
      : ([
          ['model digest', artifact.digest, evaluation.record.artifact],
          ['evaluation set', evaluationSet, evaluation.record.evaluationSet?.digest],
          ['commit', commit, evaluation.record.commit],
        ] as const)),
  ];
  return claims
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(
      ([what, ours, theirs]) =>
        `${version.path} says that the ${what} is ${ours}, and the records that it names say ${theirs ?? 'nothing'}.`,
    );
}
