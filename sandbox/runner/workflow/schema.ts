import { readFileSync } from 'node:fs';
import { convertOn } from '@actions/workflow-parser/model/converter/events';
import { convertJobs } from '@actions/workflow-parser/model/converter/jobs';
import { JSONObjectReader } from '@actions/workflow-parser/templates/json-object-reader';
import { TemplateSchema } from '@actions/workflow-parser/templates/schema/index';
import {
  TemplateContext,
  TemplateValidationErrors,
} from '@actions/workflow-parser/templates/template-context';
import { readTemplate } from '@actions/workflow-parser/templates/template-reader';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { NoOperationTraceWriter } from '@actions/workflow-parser/templates/trace-writer';
import { YamlObjectReader } from '@actions/workflow-parser/workflows/yaml-object-reader';
import type { Events } from '../trigger/match.ts';
import { problemAt, type Problem } from './problem.ts';

/** What GitHub's own schema says of a workflow file. */
export interface Validation {
  /** Empty when the file is valid. */
  readonly errors: readonly Problem[];
  /** What the file is started by, where so much of it could be read. */
  readonly events: Events | undefined;
}

interface SchemaFile {
  readonly definitions: Readonly<Record<string, unknown>>;
}

/** The schema 0.3.61 takes `on: repository_dispatch`, without `types`, for the name of another event. */
const REPOSITORY_DISPATCH = { string: { constant: 'repository_dispatch' } };

/**
 * The package imports its schema without `with { type: 'json' }`, which Node refuses, so its parts are taken
 * one by one and the schema is read from its file.
 */
function load(): TemplateSchema {
  const file = new URL(
    'workflow-v1.0.min.json',
    import.meta.resolve('@actions/workflow-parser/index'),
  );
  const { definitions, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as SchemaFile;
  const right = { ...definitions, 'repository-dispatch-string': REPOSITORY_DISPATCH };
  const text = JSON.stringify({ ...rest, definitions: right });
  return TemplateSchema.load(new JSONObjectReader(undefined, text));
}

let schema: TemplateSchema | undefined;

function convert(context: TemplateContext, root: TemplateToken): Events | undefined {
  const mapping = root.assertMapping('workflow');
  const on = mapping.find('on');
  const jobs = mapping.find('jobs');
  const events = on === undefined ? undefined : convertOn(context, on);
  // Names of jobs and steps, and the order that `needs` asks for.
  if (jobs !== undefined) convertJobs(context, jobs);
  return events;
}

/** Holds a workflow file to the schema that GitHub's editors use. */
export function validateWorkflow(path: string, content: string): Validation {
  schema ??= load();
  const context = new TemplateContext(
    new TemplateValidationErrors(),
    schema,
    new NoOperationTraceWriter(),
  );
  const file = context.getFileId(path);
  const reader = new YamlObjectReader(file, content);
  for (const error of reader.errors) context.error(file, error.message, error.range);
  let events: Events | undefined;
  if (reader.errors.length === 0) {
    const root = readTemplate(context, 'workflow-root-strict', reader, file);
    try {
      if (root !== undefined) events = convert(context, root);
    } catch (error) {
      // The converter throws on a shape that the schema has already complained of.
      if (context.errors.count === 0) throw error;
    }
  }
  const errors = context.errors.getErrors().map((error) => {
    const start = error.range?.start;
    return problemAt(path, start, error.rawMessage);
  });
  return { errors, events };
}
