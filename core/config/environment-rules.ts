import { usualApprovals } from '../policy/approvals.ts';
import { partsOf, sharePlaceholder } from '../template/placeholders.ts';
import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { type Found, select, valueAt } from './select.ts';

type Keys = readonly string[];
type Mapping = Readonly<Record<string, unknown>>;

/** An environment as it is written, and the keys that lead to it. */
interface Written {
  readonly keys: Keys;
  readonly value: Mapping;
}

/** What the schema can't say of environments: which keys need one another, and which exclude one another. */
export function environmentProblems(document: ConfigDocument): readonly Problem[] {
  const of = (keys: Keys, ending: string, part: 'key' | 'value' = 'key'): Problem => ({
    ...document.place(keys, part),
    sentence: `${keyPath(keys)} ${ending}`,
  });
  return select(document.value, 'models.*.environments').flatMap(({ keys, value }) => {
    const risk = valueAt(document.value, [...keys.slice(0, -1), 'risk']);
    const all = mappings(value).map(({ name, value: one }) => ({
      keys: [...keys, name],
      value: one,
    }));
    const named = new Map(all.map((one) => [one.keys.at(-1) ?? '', one.value]));
    return [
      ...all.flatMap((one) => [
        ...stateProblems(one, of),
        ...orderProblems(one, named, of),
        ...challengerProblems(one, of),
        ...healthProblems(one, of),
        ...approvalProblems(one, usualApprovals(risk === 'high' ? risk : undefined), of),
      ]),
      ...cycleProblems(all, named, of),
    ];
  });
}

type Say = (keys: Keys, ending: string, part?: 'key' | 'value') => Problem;

/** It is known which values of the file name the version, and these name it. */
function stateProblems({ keys, value }: Written, say: Say): readonly Problem[] {
  const { set, format } = value;
  if (set === undefined && format === undefined) {
    return [say(keys, 'must say what a promotion writes into its file: format, or set.')];
  }
  if (!isMapping(set) || uses(set, isOfVersion)) return [];
  const ending =
    'names no version: use {{version.uri}} or {{version.digest}} in one of its values.';
  return [say([...keys, 'set'], ending)];
}

function orderProblems(
  { keys, value }: Written,
  named: ReadonlyMap<string, Mapping>,
  say: Say,
): readonly Problem[] {
  const { after, soak } = value;
  const own = keys.at(-1);
  if (soak !== undefined && after === undefined) {
    return [
      say([...keys, 'soak'], 'needs after: it is the time that a version has to be healthy there.'),
    ];
  }
  if (typeof after !== 'string') return [];
  if (after === own) {
    return [say([...keys, 'after'], 'must be another environment than its own.', 'value')];
  }
  if (named.has(after)) return [];
  const others = [...named.keys()].filter((name) => name !== own);
  const known = others.length === 0 ? 'there is no other' : `the others are: ${others.join(', ')}`;
  const ending = `is ${JSON.stringify(after)}, which is no environment of this model${suggestion(after, others)} Of its environments ${known}.`;
  return [say([...keys, 'after'], ending, 'value')];
}

/** One problem for each environment that comes after itself in the end; what leads into a cycle is no part of it. */
function cycleProblems(
  all: readonly Written[],
  named: ReadonlyMap<string, Mapping>,
  say: Say,
): readonly Problem[] {
  return all.flatMap(({ keys }) => {
    const own = keys.at(-1) ?? '';
    const way = wayBack(own, named);
    if (way === null || way.length < 3) return [];
    const ending = `leads back to ${own}: ${way.join(' after ')}. Let one of them come after none.`;
    return [say([...keys, 'after'], ending, 'value')];
  });
}

/** From an environment over those that it comes after back to itself; null where that leads elsewhere. */
function wayBack(own: string, named: ReadonlyMap<string, Mapping>): readonly string[] | null {
  const way = [own];
  while (way.length <= named.size) {
    const next = named.get(way.at(-1) ?? '')?.['after'];
    if (typeof next !== 'string') return null;
    way.push(next);
    if (next === own) return way;
  }
  return null;
}

function challengerProblems({ keys, value }: Written, say: Say): readonly Problem[] {
  const { challenger, set } = value;
  if (!isMapping(challenger) || !isMapping(challenger['set'])) return [];
  const place = [...keys, 'challenger', 'set'];
  const own = challenger['set'];
  const problems: Problem[] = [];
  if (!uses(own, (name) => name === sharePlaceholder)) {
    problems.push(
      say(place, 'must write the share somewhere: use {{share}} in one of its values.'),
    );
  }
  if (!uses(own, isOfVersion)) {
    problems.push(
      say(
        place,
        'names no version: use {{version.uri}} or {{version.digest}} in one of its values.',
      ),
    );
  }
  const twice = Object.keys(own).filter((key) => isMapping(set) && Object.hasOwn(set, key));
  const ending = `is written for the champion too, in ${keyPath([...keys, 'set'])}: give each a value of its own.`;
  return [...problems, ...twice.map((key) => say([...place, key], ending))];
}

function healthProblems({ keys, value }: Written, say: Say): readonly Problem[] {
  return select(value, 'deploy.health').flatMap((found) => {
    if (!isMapping(found.value)) return [];
    const place = [...keys, ...found.keys];
    const ways = ['run', 'url'].filter((key) => Object.hasOwn(found.value as Mapping, key));
    if (ways.length === 1) return [];
    return [
      ways.length === 0
        ? say(place, 'must say how health is seen: run, a command, or url, an address.')
        : say(place, 'has both run and url: keep one of the two.'),
    ];
  });
}

/** Of named people alone no more approvals can be asked for than they are. */
function approvalProblems({ keys, value }: Written, usual: number, say: Say): readonly Problem[] {
  const places = ['approvals', 'rollback.approvals'].flatMap((place) => select(value, place));
  return places.flatMap((found: Found) => {
    if (!isMapping(found.value)) return [];
    const { required = usual, users, teams } = found.value;
    if (!Array.isArray(users) || users.length === 0 || typeof required !== 'number') return [];
    if (Array.isArray(teams) && teams.length > 0) return [];
    const people = new Set(users.map((user) => String(user).toLowerCase())).size;
    if (required <= people) return [];
    const ending = `asks for ${required} approvals of ${people === 1 ? 'one person' : `${people} people`}: name more, or ask for fewer.`;
    return [say([...keys, ...found.keys], ending)];
  });
}

function uses(templates: Mapping, wanted: (name: string) => boolean): boolean {
  return Object.values(templates).some(
    (template) =>
      typeof template === 'string' &&
      partsOf(template).some((part) => part.kind === 'value' && wanted(part.name)),
  );
}

/** Whether no two versions share it; an image is that of all versions. */
function isOfVersion(name: string): boolean {
  return name.startsWith('version.') && name !== 'version.image';
}

function mappings(value: unknown): readonly { readonly name: string; readonly value: Mapping }[] {
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    isMapping(one) ? [{ name, value: one }] : [],
  );
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
