import type { CardFigure, ModelIndex } from '../../schemas/types.ts';
import { bounded } from '../text/bounded.ts';
import type { YamlTree } from './yaml-tree.ts';

/** Bounds of the schema. */
const most = { figures: 500, problems: 20, message: 1_024, name: 128, dataset: 256, text: 64 };

type InFile = (line: number) => number;
type Mapping = Extract<YamlTree, { kind: 'mapping' }>;

/**
 * The figures of a card's `model-index`, each with the line of its value. Its form is Hugging Face's: models, each with
 * `results`, each of these with a task, a dataset and `metrics` (hub-docs, modelcard.md).
 */
export function readModelIndex(tree: YamlTree, inFile: InFile): ModelIndex {
  const index: ModelIndex = {
    line: inFile(tree.line),
    figures: [],
    more: 0,
    problems: [],
    moreProblems: 0,
  };
  const reader: Reader = { index, inFile };
  for (const model of mappingsOf(reader, tree, 'model-index')) {
    for (const result of mappingsIn(reader, model, 'results')) readResult(reader, result);
  }
  return index;
}

interface Reader {
  readonly index: ModelIndex;
  readonly inFile: InFile;
}

function readResult(reader: Reader, result: Mapping): void {
  const task = textIn(result.entries.get('task'), 'type');
  const dataset = result.entries.get('dataset');
  const datasets = [textIn(dataset, 'type'), textIn(dataset, 'name')]
    .filter((name) => name !== null)
    .map((name) => bounded(name, most.dataset));
  for (const metric of mappingsIn(reader, result, 'metrics')) {
    const name = textIn(metric, 'type') ?? textIn(metric, 'name');
    const value = metric.entries.get('value');
    if (name === null || value === undefined) {
      addProblem(reader, metric.line, 'a metric needs a type and a value');
      continue;
    }
    addFigure(reader, {
      ...(task === null ? {} : { task: bounded(task, most.name) }),
      datasets,
      metric: bounded(name, most.name),
      line: reader.inFile(value.line),
      value: numberOf(value),
      text: bounded(value.kind === 'scalar' ? value.text : `a ${value.kind}`, most.text),
    });
  }
}

function numberOf(tree: YamlTree): number | null {
  if (tree.kind !== 'scalar' || typeof tree.value !== 'number') return null;
  return Number.isFinite(tree.value) ? tree.value : null;
}

/** The mappings of the list under a key; one problem for each part that is something else. */
function mappingsIn(reader: Reader, parent: Mapping, key: string): readonly Mapping[] {
  const list = parent.entries.get(key);
  if (list !== undefined) return mappingsOf(reader, list, key);
  addProblem(reader, parent.line, `there is no ${key}`);
  return [];
}

function mappingsOf(reader: Reader, list: YamlTree, key: string): readonly Mapping[] {
  if (list.kind !== 'list') {
    addProblem(reader, list.line, `${key} must be a list`);
    return [];
  }
  return list.items.filter((item): item is Mapping => {
    if (item.kind === 'mapping' && item.repeated === null) return true;
    const reason =
      item.kind === 'mapping'
        ? `the key ${item.repeated} stands there twice`
        : `${key} must be a list of mappings`;
    addProblem(reader, item.line, reason);
    return false;
  });
}

function textIn(tree: YamlTree | undefined, key: string): string | null {
  const found = tree?.kind === 'mapping' ? tree.entries.get(key) : undefined;
  if (found?.kind !== 'scalar' || found.value === null) return null;
  const text = String(found.value).trim();
  return text === '' ? null : text;
}

function addFigure({ index }: Reader, figure: CardFigure): void {
  if (index.figures.length < most.figures) index.figures.push(figure);
  else index.more += 1;
}

function addProblem({ index, inFile }: Reader, line: number, message: string): void {
  if (index.problems.length < most.problems) {
    index.problems.push({ line: inFile(line), message: bounded(message, most.message) });
  } else index.moreProblems += 1;
}
