import {
  type ApiExtract,
  isObject,
  type OperationDescription,
  type Parameter,
  type ResponseDescription,
  type Schema,
} from '../description.ts';
import { usedSchemas } from './components.ts';
import { toJsonSchema } from './schema.ts';

const base = 'api.json';

/**
 * Takes the named operations out of GitHub's description of its REST API (OpenAPI 3.0).
 * @throws TypeError naming an operation that the description doesn't have.
 */
export function extractApi(
  description: Schema,
  names: readonly string[],
  source: string,
): ApiExtract {
  const operations = Object.fromEntries(names.map((name) => [name, operation(description, name)]));
  const components = at(at(description, 'components'), 'schemas');
  return { $id: base, source, operations, schemas: usedSchemas(operations, components, base) };
}

function operation(description: Schema, name: string): OperationDescription {
  const [method = '', path = ''] = name.split(' ');
  const found = at(at(description, 'paths'), path)[method.toLowerCase()];
  if (!isObject(found)) throw new TypeError(`The description has no operation ${name}.`);
  const { parameters, requestBody, responses } = found;
  const body = isObject(requestBody) ? { body: bodyOf(requestBody) } : {};
  const listed = Array.isArray(parameters) ? parameters : [];
  return {
    parameters: listed.flatMap((entry) => parameter(resolve(description, entry))),
    ...body,
    responses: Object.fromEntries(
      Object.entries(isObject(responses) ? responses : {}).map(([status, entry]) => [
        status,
        response(resolve(description, entry)),
      ]),
    ),
  };
}

/** Parameters in headers are left out: they choose a representation. */
function parameter(entry: Schema): readonly Parameter[] {
  const { name, in: place, required, schema } = entry;
  if (typeof name !== 'string' || (place !== 'path' && place !== 'query')) return [];
  return [{ name, in: place, required: required === true, schema: toJsonSchema(schema, base) }];
}

function bodyOf(requestBody: Schema): NonNullable<OperationDescription['body']> {
  const required = requestBody['required'] === true;
  const schema = jsonSchemaOf(requestBody);
  return schema === null ? { required } : { required, schema };
}

function response(entry: Schema): ResponseDescription {
  const schema = jsonSchemaOf(entry);
  const { headers } = entry;
  const names = isObject(headers) ? Object.keys(headers) : [];
  return {
    ...(schema === null ? {} : { schema }),
    ...(names.length === 0 ? {} : { headers: names }),
  };
}

function jsonSchemaOf(entry: Schema): Schema | null {
  const { content } = entry;
  if (!isObject(content) || !isObject(content['application/json'])) return null;
  return toJsonSchema(content['application/json']['schema'], base);
}

/** Follows a reference to a parameter or a response. */
function resolve(description: Schema, entry: unknown): Schema {
  if (!isObject(entry)) throw new TypeError('The description has something that is no object.');
  const { $ref } = entry;
  if (typeof $ref !== 'string') return entry;
  return $ref.split('/').slice(1).reduce<Schema>(at, description);
}

function at(value: Schema, key: string): Schema {
  const found = value[key];
  if (!isObject(found)) throw new TypeError(`The description has no ${key}.`);
  return found;
}
