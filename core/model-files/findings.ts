import type { FindingKind } from './facts.ts';

/** What a finding means, and how a sentence goes on that begins with the file and ends with the detail. */
export interface Meaning {
  readonly outcome: 'fail' | 'warn' | 'inconclusive';
  readonly words: string;
}

const meanings: Readonly<Record<FindingKind, Meaning>> = {
  'unknown-operand': { outcome: 'fail', words: 'imports something whose name is not in the file' },
  'extension-code': { outcome: 'fail', words: 'imports something by a number instead of a name' },
  'persistent-id': {
    outcome: 'fail',
    words: 'asks its loader for an object by an id, which only files of torch may',
  },
  'build-on-global': { outcome: 'fail', words: 'changes something imported for the whole program' },
  'broken-pickle': {
    outcome: 'fail',
    words: 'is a pickle that breaks after it imported something',
  },
  'object-array': { outcome: 'warn', words: 'is an array of Python objects' },
  'bad-structure': { outcome: 'fail', words: 'is damaged, or made to mislead' },
  'external-data': {
    outcome: 'inconclusive',
    words: 'has its data in more files than are followed',
  },
  'escaping-path': { outcome: 'fail', words: 'names a path that leads out of its folder' },
  link: { outcome: 'fail', words: 'holds a link, which may lead anywhere' },
  'lambda-layer': { outcome: 'fail', words: 'has a layer with Python code in it' },
  'disguised-text': { outcome: 'inconclusive', words: 'hides what it says' },
  'tensorflow-operation': {
    outcome: 'fail',
    words: 'has an operation that reaches files, the network or Python',
  },
  'remote-code': { outcome: 'warn', words: 'names Python code for Hugging Face to load' },
  'yaml-object': { outcome: 'fail', words: 'is YAML that makes Python objects' },
  'json-object': { outcome: 'fail', words: 'is JSON that makes Python objects' },
};

/** The meaning of a kind; one that this version does not know can't be judged. */
export function meaningOf(kind: string): Meaning {
  const found = Object.entries(meanings).find(([known]) => known === kind);
  return found?.[1] ?? { outcome: 'inconclusive', words: `has something unknown, ${kind}` };
}
