import type { Route } from '../route.ts';
import { appManifests } from './app-manifests.ts';
import { apps } from './apps.ts';
import { attestations } from './attestations.ts';
import { branches } from './branches.ts';
import { checks } from './checks.ts';
import { collaborators } from './collaborators.ts';
import { comments } from './comments.ts';
import { commits } from './commits.ts';
import { contents } from './contents.ts';
import { deliveries } from './deliveries.ts';
import { deployments } from './deployments.ts';
import { dispatches } from './dispatches.ts';
import { gitData } from './git-data.ts';
import { gitRefs } from './git-refs.ts';
import { graphql } from './graphql.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { pulls } from './pulls.ts';
import { reactions } from './reactions.ts';
import { releases } from './releases.ts';
import { releaseAssets } from './release-assets.ts';
import { repositories } from './repositories.ts';
import { reviews } from './reviews.ts';
import { statuses } from './statuses.ts';
import { teams } from './teams.ts';
import { workflowArtifacts } from './workflow-artifacts.ts';
import { workflowRuns } from './workflow-runs.ts';

/** Every operation that this GitHub offers. Of two that fit a path, the first is taken. */
export const routes = [
  ...appManifests,
  ...apps,
  ...attestations,
  ...branches,
  ...checks,
  ...collaborators,
  ...comments,
  // Before commits, whose `/commits/:ref{.+}` takes every path that begins so; as do the checks above.
  ...statuses,
  ...commits,
  ...contents,
  ...deliveries,
  ...deployments,
  ...dispatches,
  ...gitData,
  ...gitRefs,
  ...graphql,
  ...issues,
  ...labels,
  ...pulls,
  ...reactions,
  ...releaseAssets,
  ...releases,
  ...repositories,
  ...reviews,
  ...teams,
  ...workflowArtifacts,
  ...workflowRuns,
] as const satisfies readonly Route[];
