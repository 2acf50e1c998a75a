/**
 * The errors that reach a person. Each has a stable `code` and a message of one sentence or more that says
 * what is wrong, where, and what to do. Anything else that is thrown is a defect of ours.
 */
export class AssayError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Something that the user wrote or made is not as it must be: configuration, data, a command, predictions. */
export class InputError extends AssayError {
  /** Where it is, for an annotation. */
  readonly file: string | undefined;
  readonly line: number | undefined;

  constructor(
    code: string,
    message: string,
    place: { readonly file?: string; readonly line?: number; readonly cause?: unknown } = {},
  ) {
    super(code, message, { cause: place.cause });
    this.file = place.file;
    this.line = place.line;
  }
}

/** Something that came from outside (an artifact, a webhook, a download) breaks a rule and is refused. */
export class RefusedError extends AssayError {}

/** A service that we depend on did not do its part; trying again may help. */
export class UnavailableError extends AssayError {}

/** A service wants no more calls until a moment, in milliseconds since 1970. */
export class RateLimitedError extends UnavailableError {
  readonly until: number;

  constructor(message: string, until: number, options?: ErrorOptions) {
    super('rate-limited', message, options);
    this.until = until;
  }
}
