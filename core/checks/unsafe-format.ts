import type { EvaluationRecord, ModelConfig, ModelFile, ModelFiles } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { classifyImport, type ImportClass } from '../model-files/classify.ts';
import { meaningOf } from '../model-files/findings.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';

/** Loading the model runs no code but what is known to be harmless, or trusted by the configuration. */
export const unsafeFormat: Check = {
  id: 'unsafe-format',
  title: 'Loading the model runs nothing unknown',
  trouble: 'loading the model may run code of others',
  caution: 'loading the model runs the code of a library',
  help: 'Save the model as ONNX, skops or safetensors, which hold data only, or write only plain values into a pickle. Where the classes that a pickle names are meant to be there, name them in gate.trusted_globals on the base branch.',
  outcomes: {
    pass: 'Every file of the model is of a known format, and names nothing to import but plain data of Python, NumPy or PyTorch, and what `gate.trusted_globals` trusts.',
    warn: 'A pickle names classes of a common library such as scikit-learn, whose own code runs when it is loaded; an array holds Python objects; or a configuration of Hugging Face names code to load.',
    fail: 'A file names something to import that is not on the list of what is harmless, is a pickle that breaks after an import, or has a structure that lets it reach out: a layer with code in it, a path that leads out of its folder, wrong offsets.',
    inconclusive:
      'A file is of no known format, encrypted, damaged or beyond the limits of the scan, or the record has no scan.',
  },
  inputs: ['evaluation record: inspection of the model files', 'run record: artifact'],
  levels: { minimal: 'fail', limited: 'fail', high: 'fail' },
  softenable: true,
  judge: judgeFormat,
};

function judgeFormat({ config, evaluation, run }: CandidateFacts): Finding {
  if (evaluation?.status !== 'succeeded') {
    return inconclusive('Without a successful evaluation the files of the model were not read.');
  }
  const scan = evaluation.inspection?.modelFiles;
  if (scan === undefined) return inconclusive(whyNoScan(evaluation));
  const artifact = run?.artifact ?? null;
  if (
    artifact !== null &&
    (artifact.files.length !== scan.files || artifact.bytes !== scan.bytes)
  ) {
    return inconclusive(
      `Training wrote ${artifact.files.length} files of ${artifact.bytes} bytes, and ${scan.files} of ${scan.bytes} bytes were read: evaluate in the job that trained.`,
    );
  }
  if (scan.files === 0) return inconclusive('No file of the model was read: see train.outputs.');
  return verdict(scan, config);
}

function whyNoScan({ inspection }: EvaluationRecord): string {
  const failure = inspection?.failures.find(({ section }) => section === 'modelFiles');
  if (failure !== undefined) return `The files of the model could not be read: ${failure.reason}`;
  return 'The evaluation record says nothing of the files of the model: use the action `evaluate` of this version of Assay.';
}

function verdict(scan: ModelFiles, config: ModelConfig): Finding {
  const trusted = config.gate?.trusted_globals ?? [];
  const lines = scan.inspected.flatMap((file) => linesOf(file, trusted));
  const failing = textsOf(lines, 'fail');
  const open = [...textsOf(lines, 'inconclusive'), ...unreadLines(scan)];
  const warned = textsOf(lines, 'warn');
  const [firstFailing] = failing;
  if (firstFailing !== undefined) return fail(sentenceOf(failing), [...failing, ...open]);
  if (open.length > 0) return inconclusive(sentenceOf(open), open);
  if (warned.length > 0) return warn(sentenceOf(warned), warned);
  return pass(passSentence(scan), textsOf(lines, 'pass'));
}

/** One line of evidence, and what it means for the outcome. */
interface Line {
  readonly outcome: Finding['outcome'];
  readonly text: string;
}

function textsOf(lines: readonly Line[], outcome: Line['outcome']): readonly string[] {
  return lines.filter((line) => line.outcome === outcome).map(({ text }) => text);
}

function sentenceOf(texts: readonly string[]): string {
  const [first = ''] = texts;
  const more = texts.length - 1;
  return more === 0
    ? first
    : `${first} There ${more === 1 ? 'is 1 more' : `are ${more} more`} like this.`;
}

/** Formats that name classes without running a pickle: their loader makes those that it knows. */
const declarative = new Set(['json', 'hdf5', 'tensorflow-graph', 'tensorflow-saved-model']);

const classes: readonly {
  readonly kind: ImportClass;
  readonly outcome: Line['outcome'];
  readonly words: string;
}[] = [
  {
    kind: 'dangerous',
    outcome: 'fail',
    words: 'which can run code or commands, or reach files and the network',
  },
  { kind: 'unknown', outcome: 'fail', words: 'which is not known to be harmless' },
  {
    kind: 'library',
    outcome: 'warn',
    words: "a library's own code, which runs when the file is loaded",
  },
  { kind: 'trusted', outcome: 'pass', words: 'which the configuration trusts' },
  { kind: 'allowed', outcome: 'pass', words: 'which is plain data' },
];

function linesOf(file: ModelFile, trusted: readonly string[]): readonly Line[] {
  const name = `${shown(file.path)} (${shown(file.format)})`;
  const imports = classes.flatMap(({ kind, outcome, words }): readonly Line[] => {
    const named = file.imports.filter((each) => classifyImport(each, trusted) === kind);
    if (named.length === 0) return [];
    const isData = kind === 'library' && declarative.has(file.format);
    const list = named.map(({ module, name, called }) =>
      shown(`${module}.${name}${called ? ' (called)' : ''}`),
    );
    return [
      { outcome: isData ? 'pass' : outcome, text: `${name} imports ${list.join(', ')}, ${words}.` },
    ];
  });
  const findings = file.findings.map(({ kind, detail }): Line => {
    const { outcome, words } = meaningOf(kind);
    return { outcome, text: `${name} ${words}: ${shown(detail)}` };
  });
  return [...imports, ...findings, ...leftOutLines(file, name)];
}

/** Text of a hostile file: what does not show, or breaks a line, is written by its number. */
function shown(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const number = character.codePointAt(0) ?? 0;
    return `\\u{${number.toString(16)}}`;
  });
}

function leftOutLines(
  { importsLeftOut, findingsLeftOut }: ModelFile,
  name: string,
): readonly Line[] {
  const count = importsLeftOut + findingsLeftOut;
  if (count === 0) return [];
  return [
    {
      outcome: 'inconclusive',
      text: `${name} has ${count} more imports or findings than the record takes.`,
    },
  ];
}

function unreadLines({ unread, unreadLeftOut, inspectedLeftOut }: ModelFiles): readonly string[] {
  const lines = unread.map(
    ({ path, reason }) => `${shown(path)} could not be read. ${shown(reason)}`,
  );
  const more = unreadLeftOut + inspectedLeftOut;
  return more === 0 ? lines : [...lines, `There are ${more} more files than the record takes.`];
}

function passSentence({ files, inspected }: ModelFiles): string {
  const count = files === 1 ? '1 file was' : `${files} files were`;
  const imports = inspected.reduce((sum, file) => sum + file.imports.length, 0);
  if (imports === 0) return `${count} read: nothing is imported when the model is loaded.`;
  return `${count} read: everything that is imported when the model is loaded is harmless or trusted.`;
}
