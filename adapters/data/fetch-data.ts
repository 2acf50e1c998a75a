import { InputError } from '../../core/errors.ts';
import { readLocation, withoutSecrets } from '../../core/location/location.ts';
import { completed, type FetchedData, type FetchOptions } from './fetched.ts';
import { fetchHttp } from './fetch-http.ts';
import { fetchS3 } from './s3/fetch-s3.ts';
import { findLocal } from './find-local.ts';

/**
 * Brings the rows of a location of the configuration (`DataLocation` of schemas/config.schema.json) onto this machine:
 * files of the model's folder stay where they are, those of a web server or a bucket are downloaded. Throws an InputError
 * that names the key where there is nothing, or nothing that may be read; an UnavailableError where the service does not
 * answer, after several tries. What was downloaded till then is gone.
 */
export async function fetchData(location: string, options: FetchOptions): Promise<FetchedData> {
  const read = readLocation(location);
  if (!read.ok) {
    throw new InputError(
      'bad-location',
      `${options.key} names ${withoutSecrets(location)}, which ${read.reason}.`,
    );
  }
  const found = read.value;
  switch (found.kind) {
    case 'local':
      return findLocal(found.path, options);
    case 'http':
      return fetchHttp(new URL(found.url), completed(options));
    case 's3':
      return fetchS3(found, completed(options));
    default:
      return found satisfies never;
  }
}
