import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { ApiExtract, WebhookExtract } from '../../../sandbox/openapi/description.ts';
import { events } from '../../../sandbox/openapi/events.ts';
import { extractApi } from '../../../sandbox/openapi/extract/api.ts';
import { toJsonSchema } from '../../../sandbox/openapi/extract/schema.ts';
import { operations } from '../../../sandbox/openapi/operations.ts';

const folder = join(import.meta.dirname, '../../../sandbox/openapi');
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const api = read('api.json') as ApiExtract;
const webhooks = read('webhooks.json') as WebhookExtract;

test('the committed extracts hold every operation and event that is listed, and no other', () => {
  expect(Object.keys(api.operations)).toEqual([...operations]);
  expect(Object.keys(webhooks.events)).toEqual([...events]);
});

test('every schema of the committed extracts compiles', () => {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: true,
    inlineRefs: false,
    code: { optimize: false },
    formats: { uri: true, 'date-time': true },
  });
  for (const document of [api, webhooks]) ajv.addSchema({ ...document });
  const responses = Object.values(api.operations).flatMap((operation) => [
    operation.body?.schema,
    ...Object.values(operation.responses).map(({ schema }) => schema),
  ]);
  for (const schema of [...responses, ...Object.values(webhooks.events)]) {
    if (schema !== undefined) ajv.compile(schema);
  }
});

test.each([
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null] },
  ],
  [
    { nullable: true, oneOf: [{ type: 'string' }, { type: 'object' }] },
    { anyOf: [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, { type: 'null' }] },
  ],
  [{ $ref: '#/components/schemas/label' }, { $ref: 'api.json#/schemas/label' }],
  [{ type: 'integer', format: 'int64', description: 'x', example: 1 }, { type: 'integer' }],
  [
    { type: 'object', properties: { description: { type: 'string', title: 'x' } } },
    { type: 'object', properties: { description: { type: 'string' } } },
  ],
])('rewrites %j', (source, expected) => {
  expect(toJsonSchema(source, 'api.json')).toEqual(expected);
});

const description = {
  paths: {
    '/labels': {
      get: {
        parameters: [{ $ref: '#/components/parameters/page' }, { in: 'header', name: 'accept' }],
        responses: { 200: { content: { 'application/json': { schema: reference('label') } } } },
      },
    },
  },
  components: {
    parameters: { page: { in: 'query', name: 'page', schema: { type: 'integer' } } },
    schemas: {
      label: {
        type: 'object',
        properties: { owner: reference('user'), parent: reference('label') },
      },
      user: { type: 'string' },
      unused: { type: 'string' },
    },
  },
};

function reference(name: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

test('takes an operation with the schemas that it needs, directly or through others', () => {
  const extract = extractApi(description, ['GET /labels'], 'test');
  expect(Object.keys(extract.schemas)).toEqual(['label', 'user']);
  expect(extract.operations['GET /labels']?.parameters).toEqual([
    { name: 'page', in: 'query', required: false, schema: { type: 'integer' } },
  ]);
});

test('names an operation that the description does not have', () => {
  expect(() => extractApi(description, ['POST /labels'], 'test')).toThrow('POST /labels');
});
