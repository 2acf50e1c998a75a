import {
  driftPlaceholders,
  isUnfinished,
  partsOf,
  sharePlaceholder,
  versionPlaceholders,
} from '../template/placeholders.ts';
import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select } from './select.ts';

const templatePlaces = [
  { place: 'models.*.environments.*.set.*', placeholders: versionPlaceholders },
  {
    place: 'models.*.environments.*.challenger.set.*',
    placeholders: [...versionPlaceholders, sharePlaceholder],
  },
  { place: 'models.*.environments.*.challenger.clear.*', placeholders: versionPlaceholders },
  { place: 'models.*.retrain.set.*', placeholders: driftPlaceholders },
];

/** Templates use only placeholders that will have a value. */
export function templateProblems(document: ConfigDocument): readonly Problem[] {
  return templatePlaces.flatMap(({ place, placeholders }) =>
    select(document.value, place).flatMap(({ keys, value }) =>
      typeof value !== 'string'
        ? []
        : mistakes(value, placeholders).map((mistake) => ({
            ...document.place(keys, 'value'),
            sentence: `${keyPath(keys)} ${mistake}`,
          })),
    ),
  );
}

function mistakes(template: string, known: readonly string[]): readonly string[] {
  return partsOf(template).flatMap((part) => {
    if (isUnfinished(part)) return [`opens {{ and does not close it in ${quoted(template)}.`];
    if (part.kind === 'text' || known.includes(part.name)) return [];
    return [
      `uses {{${part.name}}}, which is not known${suggestion(part.name, known)} Known: ${known.join(', ')}.`,
    ];
  });
}
