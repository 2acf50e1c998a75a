import { expect, it } from 'vitest';
import { routes } from '../../../sandbox/github/routes/index.ts';
import type { Route } from '../../../sandbox/github/route.ts';
import { operations } from '../../../sandbox/openapi/operations.ts';

/** `GET /repos/{}/{}/git/refs/{}`: parameters have other names in the description. */
function shape(text: string): string {
  // The only archive that GitHub gives is a zip.
  return text.replace('{archive_format}', 'zip').replaceAll(/\{[^}]*\}/g, '{}');
}

function shapeOf({ method, path }: Route): string {
  return `${method} ${path.replaceAll(/:[a-z_]+(?:\{[^}]*\})?/gi, '{}')}`;
}

const offered = (routes as readonly Route[]).filter(({ web }) => web !== true).map(shapeOf);
const documented = operations.map(shape);

it('offers only what GitHub documents', () => {
  expect(offered.filter((route) => !documented.includes(route))).toEqual([]);
});

it('offers everything that it holds a description of', () => {
  expect(documented.filter((operation) => !offered.includes(operation))).toEqual([]);
});

it('offers nothing twice', () => {
  expect(offered.filter((route, index) => offered.indexOf(route) !== index)).toEqual([]);
});
