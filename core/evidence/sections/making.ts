import type { Dataset, RunRecord } from '../../../schemas/types.ts';
import { formatBytes, formatDuration, formatWhole } from '../../report/number.ts';
import type { EvidenceFacts, Stored } from '../facts.ts';
import { recordFile } from '../files.ts';
import { fileLink, html, type Html } from '../html.ts';
import { code, definitions, longTable, paragraph, section } from './parts.ts';

/** The declared data sets, also those that the run wrote, with their digests, licences and sources. */
export function dataSection({ version }: EvidenceFacts): Html {
  const data = Object.entries(version.record.data);
  if (data.length === 0) {
    return section('data', 'Data', [
      paragraph(
        'The configuration declared no data sets for this version; what training read is under the inputs below, as far as they were declared.',
      ),
    ]);
  }
  const file = fileLink(recordFile(version), 'the version record');
  const columns = ['name', 'path', 'role', 'licence', 'source', '#size', 'digest'];
  return section('data', 'Data', [longTable(columns, data.map(dataRow), file)]);
}

function dataRow([name, set]: readonly [string, Dataset]): readonly (Html | string)[] {
  const { path, role, license, source, bytes, digest } = set;
  const none = html`<span class="soft">not declared</span>`;
  return [
    name,
    code(path),
    role ?? none,
    license ?? none,
    source ?? none,
    formatBytes(bytes),
    code(digest),
  ];
}

/** How the model was made: what it needs to be made again. */
export function makingSection({ version, run, evaluation }: EvidenceFacts): Html {
  const title = 'Environment and reproducibility';
  const file = fileLink(recordFile(version), 'the version record');
  const { files } = version.record.artifact;
  const parts = html`<h3>The files of the model</h3>
    ${longTable(
      ['path', '#size', 'digest'],
      files.map(({ path, bytes, digest }) => [code(path), formatBytes(bytes), code(digest)]),
      file,
    )}`;
  if (run === null) {
    return section('making', title, [
      paragraph('The ledger does not hold the run that the version record names.'),
      parts,
    ]);
  }
  const repetitions = evaluation?.record.seeds?.length ?? 0;
  return section('making', title, [overview(run.record, repetitions), ...lists(run), parts]);
}

function overview(run: RunRecord, repetitions: number): Html {
  const { os, architecture, cpu, memoryBytes, runner, python } = run.environment;
  return definitions([
    ['Training command', code(run.command)],
    ['Checked out', code(run.checkout)],
    ['Fingerprint', code(run.fingerprint)],
    ['Outputs', run.cache.hit ? 'restored from the cache of an equal training' : 'trained'],
    ['Repeated with other seeds', repetitions === 0 ? 'no' : `${repetitions} trainings`],
    ['Took', formatDuration(run.durationSeconds)],
    ['Largest memory', formatBytes(run.peakMemoryBytes)],
    ['Runner', runner],
    ['System', `${os}, ${architecture}`],
    ['Processor', `${formatWhole(cpu.cores)} × ${cpu.model}, ${formatBytes(memoryBytes)}`],
    ['Python', python ?? 'none found'],
  ]);
}

function lists(run: Stored<'run'>): readonly Html[] {
  const { inputs, parameters, environment } = run.record;
  const file = fileLink(recordFile(run), 'the run record');
  const packages = Object.entries(environment.packages);
  return [
    html`<h3>Inputs</h3>
      ${longTable(
        ['path', '#size', 'digest'],
        inputs.map(({ path, bytes, digest }) => [code(path), formatBytes(bytes), code(digest)]),
        file,
      )}`,
    html`<h3>Parameters</h3>
      ${longTable(
        ['parameter', 'value'],
        Object.entries(parameters).map(([name, value]) => [code(name), String(value)]),
        file,
      )}`,
    html`<h3>Python packages</h3>
      ${longTable(['package', 'version'], packages, file)}`,
  ];
}
