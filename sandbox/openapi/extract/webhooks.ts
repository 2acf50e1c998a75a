import { isObject, type Schema, type WebhookExtract } from '../description.ts';
import { usedSchemas } from './components.ts';
import { toJsonSchema } from './schema.ts';

const base = 'webhooks.json';

/** Where the description names a webhook otherwise: the action of `repository_dispatch` is the sender's own. */
const otherNames: Readonly<Record<string, string>> = {
  repository_dispatch: 'repository-dispatch-sample.collected',
};

/**
 * Takes the payloads of the named events out of GitHub's description of its webhooks.
 * @throws TypeError naming an event that the description doesn't have.
 */
export function extractWebhooks(
  description: Schema,
  names: readonly string[],
  source: string,
): WebhookExtract {
  const events = Object.fromEntries(names.map((name) => [name, payload(description, name)]));
  const { components } = description;
  const schemas =
    isObject(components) && isObject(components['schemas']) ? components['schemas'] : {};
  return { $id: base, source, events, schemas: usedSchemas(events, schemas, base) };
}

function payload(description: Schema, name: string): Schema {
  const key = otherNames[name] ?? name.replaceAll(/[._]/g, '-');
  const path = ['webhooks', key, 'post', 'requestBody', 'content', 'application/json', 'schema'];
  let value: unknown = description;
  for (const part of path) value = isObject(value) ? value[part] : undefined;
  if (!isObject(value)) throw new TypeError(`The description has no payload of ${name}.`);
  return toJsonSchema(value, base);
}
