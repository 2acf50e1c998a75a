import type { RegistryConfig } from '../../schemas/types.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select } from './select.ts';

/** What each type of registry must have and may have, beside what all of them take. */
const keysOf: Readonly<
  Record<
    RegistryConfig['type'],
    {
      readonly needs: readonly (keyof RegistryConfig)[];
      readonly takes: readonly (keyof RegistryConfig)[];
    }
  >
> = {
  releases: { needs: [], takes: [] },
  oci: { needs: ['repository'], takes: ['plain_http'] },
  mlflow: { needs: ['tracking_uri'], takes: ['name'] },
};

const ofAll = ['type', 'stage_tags'] as const satisfies readonly (keyof RegistryConfig)[];

/** A registry has the keys that its type needs, and none of another type; its address holds no credentials. */
export function registryProblems(document: ConfigDocument): readonly Problem[] {
  return [...keyProblems(document), ...addressProblems(document)];
}

function addressProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.registry.tracking_uri').flatMap(({ keys, value }) => {
    if (typeof value !== 'string' || !URL.canParse(value)) return [];
    const { username, password } = new URL(value);
    if (username === '' && password === '') return [];
    const sentence = `${keyPath(keys)} holds a name or a password: take it out, and give it to the job by the environment variables that MLflow has for it.`;
    return [{ ...document.place(keys, 'value'), sentence }];
  });
}

function keyProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.registry').flatMap(({ keys, value }) => {
    if (typeof value !== 'object' || value === null) return [];
    const type = 'type' in value ? value.type : undefined;
    // A type that there is not is a problem of its own.
    if (type !== 'releases' && type !== 'oci' && type !== 'mlflow') return [];
    const { needs, takes } = keysOf[type];
    const own: readonly string[] = [...ofAll, ...needs, ...takes];
    const missing = needs.filter((key) => !Object.hasOwn(value, key));
    const foreign = Object.keys(value).filter((key) => isKnown(key) && !own.includes(key));
    return [
      ...missing.map((key) => ({
        ...document.place(keys, 'key'),
        sentence: `${keyPath(keys)} is of the type ${type}, which needs ${keyPath([...keys, key])}: add it.`,
      })),
      ...foreign.map((key) => ({
        ...document.place([...keys, key], 'key'),
        sentence: `${keyPath([...keys, key])} is not for the type ${type} but for ${typesWith(key)}: take it out, or change ${keyPath([...keys, 'type'])}.`,
      })),
    ];
  });
}

/** Whether a key belongs to a type; what belongs to none is a problem of its own. */
function isKnown(key: string): boolean {
  return typesWith(key) !== '';
}

function typesWith(key: string): string {
  const found = Object.entries(keysOf).filter(([, { needs, takes }]) =>
    [...needs, ...takes].some((one) => one === key),
  );
  return found.map(([type]) => type).join(' and ');
}
