import { modelPattern } from '../config/model-name.ts';

/** What one word of a command stands for, and what the words are that may stand there. */
export const kinds = {
  model: {
    what: 'the name of a model',
    form: 'lower-case letters, digits and hyphens',
    pattern: modelPattern,
  },
  target: {
    what: 'model@version',
    form: 'the name of a model, and a version such as @1.4.0 where it is not the newest',
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:@v?\d{1,9}\.\d{1,9}\.\d{1,9})?$/,
  },
  environment: {
    what: 'the name of an environment',
    form: 'lower-case letters, digits and hyphens',
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
  },
  check: {
    what: 'the id of a check',
    form: 'such as metric-gate',
    pattern: /^[a-z0-9](?:[a-z0-9:._-]{0,98}[a-z0-9])?$/,
  },
  ref: {
    what: 'a commit, branch, tag or version',
    form: 'as git writes it',
    // What `git check-ref-format` allows, without characters beyond ASCII; a version's tag has an @.
    pattern:
      /^(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)))[A-Za-z0-9_@](?:[A-Za-z0-9_@+=%#,./-]{0,198}[A-Za-z0-9_+=%#,-])?$/,
  },
  date: {
    what: 'a date',
    form: 'such as 2026-12-31',
    pattern: /^\d{4}-\d{2}-\d{2}$/,
  },
  share: {
    what: 'a share in percent',
    form: 'a whole number from 0 to 100, such as 10%',
    pattern: /^(?:100|[1-9]?\d)%?$/,
  },
} as const satisfies Readonly<Record<string, Kind>>;

interface Kind {
  readonly what: string;
  readonly form: string;
  readonly pattern: RegExp;
}

export type KindName = keyof typeof kinds;

/** A part of a command behind its name. */
export type Parameter =
  /** One word. */
  | {
      readonly kind: 'word';
      readonly name: string;
      readonly takes: KindName;
      readonly optional: boolean;
    }
  /** A word that stands there as it is. */
  | { readonly kind: 'keyword'; readonly word: string }
  /** A keyword and a word behind it, or nothing. */
  | {
      readonly kind: 'option';
      readonly keyword: string;
      readonly name: string;
      readonly takes: KindName;
    }
  /** Some keywords, and a word behind them that is `usual` where it is left out; or nothing. */
  | {
      readonly kind: 'phrase';
      readonly keywords: readonly string[];
      readonly name: string;
      readonly takes: KindName;
      readonly usual: string;
    }
  /** All the words that are left, but for an option behind them. */
  | { readonly kind: 'rest'; readonly name: string; readonly optional: boolean };

/** A model, and the version without `v` where one was named. */
export interface Target {
  readonly model: string;
  readonly version: string | null;
}

/** Whether a word may stand for this; a date is one that the calendar has. */
export function isOfKind(kind: KindName, word: string): boolean {
  if (!kinds[kind].pattern.test(word)) return false;
  if (kind !== 'date') return true;
  const time = Date.parse(`${word}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(word);
}

/** The model and the version in a word that is of the kind `target`. */
export function targetOf(word: string): Target {
  const [model = '', version = null] = word.split('@');
  return { model, version: version?.replace(/^v/, '') ?? null };
}
