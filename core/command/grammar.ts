import type { Parameter, Target } from './parameter.ts';

/**
 * Who may use a command, unless the configuration says otherwise: everybody, those whom the policy of the gate names, or
 * from which permission on.
 */
export type Access = 'everybody' | 'policy' | 'write' | 'maintain' | 'admin';

/** One command as people type it, and what is said of it. */
export interface CommandSpec {
  readonly parameters: readonly Parameter[];
  /** What it does, in a few words. */
  readonly help: string;
  /** The words behind `/assay`. */
  readonly example: string;
  /** The page of the documentation that says more; null where there is none. */
  readonly page: string | null;
  readonly access: Access;
  /**
   * Whether on an open pull request it holds only for the head that its author saw. Not for what only looks, judges the
   * head as it is, or holds something back.
   */
  readonly bound: boolean;
}

const model = { kind: 'word', name: 'model', takes: 'model', optional: false } as const;
const environment = {
  kind: 'word',
  name: 'environment',
  takes: 'environment',
  optional: false,
} as const;
const check = { kind: 'word', name: 'check', takes: 'check', optional: false } as const;
const forModel = { kind: 'option', keyword: 'for', name: 'model', takes: 'model' } as const;
const retraining = { kind: 'keyword', word: 'retrain' } as const;
const why = { kind: 'rest', name: 'reason', optional: true } as const;

/** Every command that can be typed. Usage, help, documentation and parser are made of this. */
export const grammar = {
  help: {
    parameters: [],
    help: 'shows this list; so does `/assay` alone',
    example: 'help',
    page: null,
    access: 'everybody',
    bound: false,
  },
  status: {
    parameters: [{ ...model, optional: true }],
    help: 'shows the newest version of each model, what is in which environment, for how long and whether it is healthy, the last drift report, and what is locked or paused',
    example: 'status bike-demand',
    page: null,
    access: 'everybody',
    bound: false,
  },
  evaluate: {
    parameters: [],
    help: 'judges the pull request again, by the records that there are now',
    example: 'evaluate',
    page: 'gate.md',
    access: 'write',
    bound: false,
  },
  compare: {
    parameters: [model, { kind: 'word', name: 'ref', takes: 'ref', optional: false }],
    help: "shows a model's metrics in this pull request beside those at a commit, branch, tag or version",
    example: 'compare bike-demand v1.2.0',
    page: 'compare.md',
    access: 'everybody',
    bound: false,
  },
  explain: {
    parameters: [check],
    help: 'says what a check verifies, what to do when it does not pass, and what its failure does here',
    example: 'explain metric-gate',
    page: 'checks.md',
    access: 'everybody',
    bound: false,
  },
  waive: {
    parameters: [
      check,
      forModel,
      { kind: 'rest', name: 'reason', optional: false },
      { kind: 'option', keyword: 'until', name: 'until', takes: 'date' },
    ],
    help: 'lets a check that fails pass: at this head, or for a model until a date',
    example: 'waive metric-gate "the new sensor reads higher" until 2026-12-31',
    page: 'gate.md',
    access: 'policy',
    bound: true,
  },
  unwaive: {
    parameters: [check, forModel],
    help: 'withdraws what was waived',
    example: 'unwaive metric-gate',
    page: 'gate.md',
    access: 'write',
    bound: false,
  },
  promote: {
    parameters: [
      { kind: 'word', name: 'target', takes: 'target', optional: false },
      environment,
      {
        kind: 'phrase',
        keywords: ['as', 'challenger'],
        name: 'share',
        takes: 'share',
        usual: '10%',
      },
    ],
    help: 'opens a pull request that puts the newest version of a model, or the named one, into an environment, or beside the version there with a share of the traffic',
    example: 'promote bike-demand@1.2.0 production as challenger 10%',
    page: 'register-and-promote.md',
    access: 'write',
    bound: true,
  },
  rollback: {
    parameters: [model, environment, why],
    help: 'opens an urgent pull request that puts the last version that was healthy in an environment back there',
    example: 'rollback bike-demand production the errors have doubled',
    page: 'register-and-promote.md',
    access: 'write',
    bound: true,
  },
  retrain: {
    parameters: [model],
    help: 'opens or updates the pull request that trains a model on the window of its newest drift report',
    example: 'retrain bike-demand',
    page: 'retrain.md',
    access: 'write',
    bound: true,
  },
  pause: {
    parameters: [retraining, model, why],
    help: 'pauses the retraining of a model: none is opened until it is resumed',
    example: 'pause retrain bike-demand the sensor is being repaired',
    page: 'retrain.md',
    access: 'write',
    bound: false,
  },
  resume: {
    parameters: [retraining, model],
    help: "ends the pause of a model's retraining",
    example: 'resume retrain bike-demand',
    page: 'retrain.md',
    access: 'write',
    bound: true,
  },
  lock: {
    parameters: [environment, why],
    help: 'locks an environment: nothing is promoted into it until it is unlocked',
    example: 'lock production no changes over the holidays',
    page: 'register-and-promote.md',
    access: 'write',
    bound: false,
  },
  unlock: {
    parameters: [environment],
    help: 'ends the lock of an environment',
    example: 'unlock production',
    page: 'register-and-promote.md',
    access: 'write',
    bound: true,
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

type Grammar = typeof grammar;

export type CommandName = keyof Grammar;

export const commandNames = Object.keys(grammar) as readonly CommandName[];

type Named = Extract<Parameter, { readonly name: string }>;
type Word<One> = One extends { readonly takes: 'target' } ? Target : string;
type Value<One> = One extends
  { readonly kind: 'option' } | { readonly kind: 'phrase' } | { readonly optional: true }
  ? Word<One> | null
  : Word<One>;

/** The typed arguments of a command; null for what may be left out and was. */
export type ArgumentsOf<Name extends CommandName> = Name extends CommandName
  ? {
      readonly [
        One in Extract<Grammar[Name]['parameters'][number], Named> as One['name']
      ]: Value<One>;
    }
  : never;

/** A command that has been read; its arguments have the form that the grammar asks for, and no more is known of them. */
export type ParsedCommand = {
  readonly [Name in CommandName]: {
    readonly name: Name;
    readonly arguments: ArgumentsOf<Name>;
  };
}[CommandName];

/** The command of that name as the grammar has it. */
export function specOf(name: CommandName): CommandSpec {
  return grammar[name];
}

/** Whether a word is the name of a command. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(grammar, word);
}
