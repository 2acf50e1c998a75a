/** A JSON Schema of draft 2020-12, as an extract holds it. */
export type Schema = Readonly<Record<string, unknown>>;

/** One parameter of an operation, in its path or its query. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}

/** What one status of an operation answers. */
export interface ResponseDescription {
  /** Of the JSON body; absent where the status has none. */
  readonly schema?: Schema;
  /** Names of the headers. */
  readonly headers?: readonly string[];
}

/** One operation of the REST API. */
export interface OperationDescription {
  readonly parameters: readonly Parameter[];
  /** Absent where the operation takes no body; without a schema where the body is bytes. */
  readonly body?: { readonly required: boolean; readonly schema?: Schema };
  /** By status. */
  readonly responses: Readonly<Record<string, ResponseDescription>>;
}

/** What `api.json` holds. References in it read `api.json#/schemas/<name>`. */
export interface ApiExtract {
  readonly $id: string;
  /** Package and version that it was taken from. */
  readonly source: string;
  readonly operations: Readonly<Record<string, OperationDescription>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** What `webhooks.json` holds: the schema of each payload by `event` or `event.action`. */
export interface WebhookExtract {
  readonly $id: string;
  readonly source: string;
  readonly events: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Whether a value is an object with keys: not null, not a list. */
export function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
