import { failed, ok, type Result } from '../result.ts';
import { isPattern } from './pattern.ts';

/** Where data lie, as `DataLocation` of schemas/config.schema.json writes it. */
export type Location = LocalLocation | HttpLocation | S3Location;

/** A file, a folder or a pattern in the model's folder. */
export interface LocalLocation {
  readonly kind: 'local';
  readonly path: string;
}

/** One file of a web server. The address may carry a query, which is never shown: it may be a signature. */
export interface HttpLocation {
  readonly kind: 'http';
  readonly url: string;
}

/** Objects of a bucket: the one with this key, all whose keys begin with it, or all that the pattern fits. */
export interface S3Location {
  readonly kind: 's3';
  readonly form: 'object' | 'folder' | 'pattern';
  readonly bucket: string;
  readonly key: string;
}

const addressPattern = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//;
/** Amazon's rules, and the upper case and low lines of other stores. */
const bucketPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/;

/**
 * Reads where data lie. A reason is the end of a sentence that begins with the location. Whether a local path stays in
 * its folder is for whoever opens it.
 */
export function readLocation(text: string): Result<Location> {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(text)) return failed('has a control character');
  const scheme = addressPattern.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return readHttp(text);
  if (scheme === 's3') return readS3(text.slice('s3://'.length));
  if (scheme !== undefined) {
    return failed(
      `begins with ${scheme}://, and data are read from https://, http://, s3:// and the model's folder; let a step before the action bring them there`,
    );
  }
  if (/^(?:https?|s3):/i.test(text)) return failed('is an address without // after its first word');
  return ok({ kind: 'local', path: text });
}

/** A location as sentences and records name it: without a query, in which a signature or a token may stand. */
export function shownLocation(location: Location): string {
  switch (location.kind) {
    case 'local':
      return location.path;
    case 'http':
      return shownUrl(new URL(location.url));
    case 's3':
      return `s3://${location.bucket}/${location.key}`;
    default:
      return location satisfies never;
  }
}

/** An address without user, password, query and fragment. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** What was written as a location, readable or not, without what may be secret in an address. */
export function withoutSecrets(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/[?#].*$/s, '?…').replace(/^([^:]*:\/\/).*@/s, '$1…@');
}

function readHttp(text: string): Result<Location> {
  if (!URL.canParse(text) || /\s/.test(text)) return failed('is no address that can be read');
  const { username, password, pathname, hash } = new URL(text);
  if (username !== '' || password !== '' || text.split(/[/?#]/)[2]?.includes('@') === true) {
    return failed('has a user or a password in it; take them out, and give ASSAY_DATA_TOKEN');
  }
  if (hash !== '') return failed('has a #, which no server is asked for');
  if (pathname.includes('*')) {
    return failed(
      'has a *, and a web server gives no list of its files; name one file, or use s3://',
    );
  }
  if (pathname.endsWith('/')) {
    return failed(
      'ends in /, and a web server gives no list of its files; name one file, or use s3://',
    );
  }
  return ok({ kind: 'http', url: text });
}

function readS3(rest: string): Result<Location> {
  const slash = rest.indexOf('/');
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  if (bucket.includes('@')) {
    return failed('has credentials in it; take them out, and give them in the environment');
  }
  if (!bucketPattern.test(bucket)) return failed('has no name of a bucket after s3://');
  if (slash === -1) return failed('names a bucket and nothing in it; end it in / for all of it');
  const key = rest.slice(slash + 1);
  const segments = key.split('/');
  if (segments.includes('..') || segments.includes('.')) {
    return failed('has a part that is . or .., which is no name of an object here');
  }
  if (segments.slice(0, -1).includes('')) return failed('has two slashes in a row; write one');
  return ok({ kind: 's3', form: formOf(key), bucket, key });
}

function formOf(key: string): S3Location['form'] {
  if (isPattern(key)) return 'pattern';
  return key === '' || key.endsWith('/') ? 'folder' : 'object';
}
