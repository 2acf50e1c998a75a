import { extname } from 'node:path';

/** What a version's predictions are called among its files: `predictions`, with the ending of the evaluated file. */
export function predictionsName(path: string): string {
  const ending = extname(path);
  return /^\.[A-Za-z0-9]{1,10}$/.test(ending) ? `predictions${ending}` : 'predictions';
}
