import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select, valueAt } from './select.ts';

/** `gate.slices` and `gate.fairness` judge what is evaluated by slice, and fairness what has two classes. */
export function groupProblems(document: ConfigDocument): readonly Problem[] {
  return [...sliceProblems(document), ...fairnessProblems(document)];
}

function sliceProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.gate.slices').flatMap(({ keys }) => {
    const model = keys.slice(0, 2);
    const slices = [...model, 'evaluate', 'slices'];
    if (valueAt(document.value, slices) === undefined) {
      const sentence = `${keyPath(keys)} judges slices, and there are none: name columns of the predictions in ${keyPath(slices)}.`;
      return [{ ...document.place(keys, 'key'), sentence }];
    }
    return unlisted(document, [...keys, 'metrics'], [...model, 'evaluate', 'metrics']);
  });
}

function fairnessProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.gate.fairness').flatMap(({ keys }) => {
    const model = keys.slice(0, 2);
    const task = valueAt(document.value, [...model, 'task']);
    if (typeof task === 'string' && task !== 'binary') {
      const sentence = `${keyPath(keys)} is for the task binary, whose rows are selected or not, but the task of this model is ${task}: take it out.`;
      return [{ ...document.place(keys, 'key'), sentence }];
    }
    return unlisted(document, [...keys, 'attributes'], [...model, 'evaluate', 'slices']);
  });
}

/** A problem for each item of the one list that is not in the other. */
function unlisted(
  document: ConfigDocument,
  keys: readonly string[],
  listKeys: readonly string[],
): readonly Problem[] {
  const [items, list] = [keys, listKeys].map((path) => valueAt(document.value, path));
  if (!Array.isArray(items) || (list !== undefined && !Array.isArray(list))) return [];
  return items.flatMap((item: unknown, index) => {
    if (typeof item !== 'string' || list?.includes(item) === true) return [];
    const path = [...keys, String(index)];
    const sentence = `${keyPath(path)} is ${JSON.stringify(item)}, which is not evaluated: add it to ${keyPath(listKeys)}, or take it out.`;
    return [{ ...document.place(path, 'value'), sentence }];
  });
}
