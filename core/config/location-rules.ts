import { readLocation, withoutSecrets } from '../location/location.ts';
import type { ConfigDocument } from './document.ts';
import { unsafePath } from './path-rules.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select } from './select.ts';

/** Every place of the configuration that says where rows lie. */
const locationPlaces = ['models.*.monitor.reference.path', 'models.*.monitor.current.path'];

/** Rows lie in the model's folder, at an address of a web server, or in a bucket, and no address holds credentials. */
export function locationProblems(document: ConfigDocument): readonly Problem[] {
  return locationPlaces
    .flatMap((place) => select(document.value, place))
    .flatMap(({ keys, value }) => {
      const reason = typeof value === 'string' ? wrongLocation(value) : null;
      if (reason === null) return [];
      const sentence = `${keyPath(keys)} must be a path in the model's folder, such as data/current/, or an address, such as s3://bucket/days/ or https://data.example.com/day.csv; ${quoted(withoutSecrets(String(value)))} ${reason}.`;
      return [{ ...document.place(keys, 'value'), sentence }];
    });
}

/** Why a location is refused, as the end of a sentence; null for one that is fine. */
function wrongLocation(text: string): string | null {
  const location = readLocation(text);
  if (!location.ok) return location.reason;
  return location.value.kind === 'local' ? unsafePath(location.value.path) : null;
}
