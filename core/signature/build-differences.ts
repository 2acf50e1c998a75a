import type { CandidateFacts, Source } from '../judge/facts.ts';
import { isOurRef, repositoryAddress, type Verified } from './accepted.ts';
import type { BuildClaims } from './attestation.ts';

/** How a signed build compares with the workflow run; sentences. */
export interface BuildComparison {
  /** What differs from what GitHub says. */
  readonly differences: readonly string[];
  /** What the build does not say, so that it can't be compared. */
  readonly gaps: readonly string[];
}

/** The builds that an attestation tells of: by its certificate, and by its statement where that is provenance. */
export function buildsOf({ signer, build }: Verified): readonly BuildClaims[] {
  const certified = signer.kind === 'certificate' ? [signer.build] : [];
  return build === null ? certified : [...certified, build];
}

/** Compares all builds that an attestation tells of with what GitHub says of the workflow run, and with each other. */
export function compareBuilds(
  builds: readonly BuildClaims[],
  source: Source,
  facts: CandidateFacts,
): BuildComparison {
  const compared = builds.map((build) => compareBuild(build, source, facts));
  const runners = [...new Set(builds.flatMap(({ runner }) => runner ?? []))];
  const contradiction =
    runners.length > 1
      ? [`The signed provenance names the runner ${runners[1]}; its certificate has ${runners[0]}.`]
      : [];
  return {
    differences: [...compared.flatMap(({ differences }) => differences), ...contradiction],
    gaps: compared.flatMap(({ gaps }) => gaps),
  };
}

type Claim = readonly [what: string, said: string | null, stated: string, isSame: boolean];

function compareBuild(build: BuildClaims, source: Source, facts: CandidateFacts): BuildComparison {
  const repository = repositoryAddress(facts) ?? '';
  const { invocation, commit, ref, workflow } = build;
  const isOurRepository = build.repository?.toLowerCase() === repository.toLowerCase();
  const isOurCommit = commit === source.commit || isMerge(commit, facts);
  const claims: readonly Claim[] = [
    ['repository', build.repository, repository, isOurRepository],
    ['workflow', workflow, source.workflow ?? 'not known', workflow === source.workflow],
    ['ref', ref, "that of this pull request's run", ref !== null && isOurRef(ref, facts)],
    ['run', invocation, runWords(source), isRun(invocation, repository, source)],
    ['commit', commit, source.commit, isOurCommit],
  ];
  return {
    differences: claims
      .filter(([, said, , isSame]) => said !== null && !isSame)
      .map(
        ([what, said, stated]) =>
          `The signed provenance names the ${what} ${said}; it is ${stated}.`,
      ),
    gaps: claims
      .filter(([, said]) => said === null)
      .map(([what]) => `The signed provenance does not name the ${what}.`),
  };
}

function runWords({ runId, attempt }: Source): string {
  return `workflow run ${runId}, attempt ${attempt}`;
}

/** An earlier attempt counts: re-running failed jobs leaves what the others have signed. */
function isRun(invocation: string | null, repository: string, source: Source): boolean {
  const start = `${repository}/actions/runs/${source.runId}/attempts/`;
  if (!invocation?.toLowerCase().startsWith(start.toLowerCase())) return false;
  const attempt = invocation.slice(start.length);
  return /^[1-9]\d{0,5}$/.test(attempt) && Number(attempt) <= source.attempt;
}

/** A workflow of a pull request runs at the merge of its head with the base. */
function isMerge(commit: string | null, { signatures }: CandidateFacts): boolean {
  return commit !== null && signatures?.merges.includes(commit) === true;
}
