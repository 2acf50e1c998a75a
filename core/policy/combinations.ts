import type { ApprovalsConfig, ModelConfig, Policy } from '../../schemas/types.ts';
import type { Check } from '../checks/check.ts';
import { findCheck } from '../checks/index.ts';
import { floorOf, isHigher, isStricter } from './level.ts';
import type { Organisation } from './organisation.ts';

/** A value of a model's own that is looser than the policy, and so does not hold. */
export interface Overruled {
  /** The key in the model's configuration. */
  readonly key: string;
  readonly wanted: string;
  /** What holds instead, in a few words. */
  readonly holds: string;
}

/** How one key of the policy and what a model's configuration says combine. The stricter of the two always holds. */
export interface Combination {
  /** The key in the policy. */
  readonly key: string;
  /** In words, for the documentation. */
  readonly how: string;
  /** What of a configuration is written there and is looser than the policy. */
  overruled(config: ModelConfig, organisation: Organisation): readonly Overruled[];
}

/** The longest that a waiver with a date may hold where nothing is said. */
export const usualWaiverDays = 90;

/** Every key of the policy. What each does is in `level.ts`, `approvals.ts`, `rules.ts`, `waivers.ts` and `govern.ts`. */
export const combinations: readonly Combination[] = [
  {
    key: 'min_risk',
    how: "The higher of this and the model's `risk` is its tier. The levels of this tier hold for its checks at least.",
    overruled({ risk }, { policy: { min_risk: least } }) {
      if (risk === undefined || least === undefined || !isHigher(least, risk)) return [];
      return [{ key: 'risk', wanted: risk, holds: `the model counts as ${least}` }];
    },
  },
  {
    key: 'gate.checks.<id>',
    how: 'The stricter level holds: `fail` over `warn` over `off`. For a check that is named here, this stands in the place of what `min_risk` would say.',
    overruled: (config, organisation) =>
      Object.entries(config.gate?.checks ?? {}).flatMap(([id, level]) => {
        const check: Check | null = findCheck(id);
        const governed = { ...config, organisation: { ...organisation, notes: [] } };
        const floor = check === null ? null : floorOf(check, governed);
        if (floor === null || !isStricter(floor.level, level)) return [];
        return [{ key: `gate.checks.${id}`, wanted: level, holds: `it is ${floor.level}` }];
      }),
  },
  {
    key: 'gate.approvals.required',
    how: 'Both numbers must be reached, each by those whose approvals count for it.',
    overruled({ gate }, { policy }) {
      const [own = {}, theirs = {}] = [gate?.approvals, policy.gate?.approvals];
      // Of other people than the policy's, fewer may do.
      if (namesSomebody(own) || namesSomebody(theirs)) return [];
      return overruledNumber('gate.approvals.required', own.required, { least: theirs.required });
    },
  },
  {
    key: 'gate.approvals.users',
    how: 'Those who are named here count for `required` here, those of the repository for its own.',
    overruled: () => [],
  },
  {
    key: 'gate.approvals.teams',
    how: 'As `users`.',
    overruled: () => [],
  },
  {
    key: 'gate.waivers.users',
    how: 'Only somebody whom both name, here and in the repository, may waive; with an empty list and no teams, nobody.',
    overruled: ({ gate }, { policy }) =>
      overruledNames('users', gate?.waivers?.users, policy.gate?.waivers),
  },
  {
    key: 'gate.waivers.teams',
    how: 'As `users`: whoever is in a team that is named here counts as named here.',
    overruled: ({ gate }, { policy }) =>
      overruledNames('teams', gate?.waivers?.teams, policy.gate?.waivers),
  },
  {
    key: 'gate.waivers.max_days',
    how: 'The shorter one holds.',
    overruled: ({ gate }, { policy }) =>
      overruledNumber('gate.waivers.max_days', gate?.waivers?.max_days, {
        most: policy.gate?.waivers?.max_days,
      }),
  },
  {
    key: 'gate.rules',
    how: "All rules hold, these and the repository's. In the verdict these are called `policy-rule-<id>`.",
    overruled: () => [],
  },
  {
    key: 'gate.require_baseline',
    how: '`true` holds over `false`; the check `metric-gate` then blocks.',
    overruled: ({ gate }, { policy }) =>
      gate?.require_baseline === false && policy.gate?.require_baseline === true
        ? [{ key: 'gate.require_baseline', wanted: 'false', holds: 'it is true' }]
        : [],
  },
  {
    key: 'gate.when_inconclusive',
    how: '`fail` holds over `warn`; the check `metric-gate` then blocks.',
    overruled: ({ gate }, { policy }) =>
      gate?.when_inconclusive === 'warn' && policy.gate?.when_inconclusive === 'fail'
        ? [{ key: 'gate.when_inconclusive', wanted: 'warn', holds: 'it is fail' }]
        : [],
  },
  {
    key: 'commands.<name>',
    how: 'Somebody may use the command if both let them: what is said here, and what the repository says or the command itself.',
    // Who may use a command is said when somebody types it, not in a verdict.
    overruled: () => [],
  },
];

/** A sentence for each value of a model's configuration that the policy overrules, and one for what it adds unseen. */
export function policyNotes(config: ModelConfig, organisation: Organisation): readonly string[] {
  const overruled = combinations
    .flatMap((one) => one.overruled(config, organisation))
    .map(
      ({ key, wanted, holds }) =>
        `${key}: ${wanted} is looser than the organisation's policy (${organisation.file}) and does not hold: ${holds}.`,
    );
  const added = addedKeys(config, organisation);
  if (added.length === 0) return overruled;
  const sentence = `${added.join(' and ')} ${added.length === 1 ? 'is' : 'are'} set by the organisation's policy (${organisation.file}).`;
  return [...overruled, sentence];
}

/** Values that no finding of a check names the source of, and that the model's configuration leaves out. */
function addedKeys({ gate }: ModelConfig, { policy }: Organisation): readonly string[] {
  const baseline =
    gate?.require_baseline === undefined && policy.gate?.require_baseline === true
      ? ['gate.require_baseline: true']
      : [];
  const open =
    gate?.when_inconclusive === undefined && policy.gate?.when_inconclusive === 'fail'
      ? ['gate.when_inconclusive: fail']
      : [];
  return [...baseline, ...open];
}

function namesSomebody({ users = [], teams = [] }: ApprovalsConfig): boolean {
  return users.length > 0 || teams.length > 0;
}

function overruledNumber(
  key: string,
  wanted: number | undefined,
  { least = -Infinity, most = Infinity }: { least?: number | undefined; most?: number | undefined },
): readonly Overruled[] {
  if (wanted === undefined || (wanted >= least && wanted <= most)) return [];
  const holds = wanted < least ? `at least ${least}` : `at most ${most}`;
  return [{ key, wanted: String(wanted), holds }];
}

type Waivers = NonNullable<Policy['gate']>['waivers'];

/** Those whom the policy does not name by the same name; a person may still be in a team that it names. */
function overruledNames(
  key: 'users' | 'teams',
  wanted: readonly string[] = [],
  waivers: Waivers,
): readonly Overruled[] {
  if (waivers?.users === undefined && waivers?.teams === undefined) return [];
  const known = (waivers[key] ?? []).map((name) => name.toLowerCase());
  const others = wanted.filter((name) => !known.includes(name.toLowerCase()));
  if (others.length === 0) return [];
  const holds = 'only people whom the policy names too may waive a check';
  return [{ key: `gate.waivers.${key}`, wanted: others.join(', '), holds }];
}
