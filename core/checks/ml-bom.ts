import type { BillOfMaterials, FileDigest } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { bomFacts } from './document-facts.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The bill of materials is valid, and it is the one of this model. */
export const mlBom: Check = {
  id: 'ml-bom',
  title: 'The bill of materials describes this model',
  trouble: 'the bill of materials does not describe this model',
  caution: null,
  help: 'Let training write the bill of materials, CycloneDX 1.6 or 1.7 as JSON: one component of the type machine-learning-model with a modelCard, and the SHA-256 of every file of the model. Name it in documents.bom.',
  outcomes: {
    pass: "The document is valid by CycloneDX's own schema, has a model with a modelCard, and names the SHA-256 of every file of the model, or its digest.",
    warn: null,
    fail: 'There is none, it is older than 1.6 or not valid, has no model with a modelCard, or lacks a file of the model.',
    inconclusive:
      "It can't be read or is of a version that Assay does not know, or there is no trained model to compare it with.",
  },
  inputs: [
    'evaluation record: inspection of the documents',
    'run record: artifact',
    'configuration: documents.bom',
  ],
  levels: { minimal: 'off', limited: 'off', high: 'warn' },
  softenable: true,
  isConfigured: ({ documents }) => documents?.bom !== undefined,
  judge: judgeBom,
};

function judgeBom(facts: CandidateFacts): Finding {
  const read = bomFacts(facts);
  if (!read.ok) return inconclusive(read.reason);
  const bom = read.value;
  if (bom === null) {
    return fail(
      'There is no bill of materials: let training write one, and name it in documents.bom.',
    );
  }
  return ofAnotherVersion(bom) ?? invalid(bom) ?? withoutModel(bom) ?? judgeFiles(bom, facts);
}

/** Versions whose schema the action evaluate has. */
const known: ReadonlySet<string | null> = new Set(['1.6', '1.7']);

function ofAnotherVersion({ path, specVersion }: BillOfMaterials): Finding | null {
  if (specVersion === null) return fail(`${path} is not a CycloneDX document with a specVersion.`);
  if (known.has(specVersion)) return null;
  if (/^1\.[0-5]$/.test(specVersion)) {
    return fail(`${path} is CycloneDX ${specVersion}; a model needs 1.6 or 1.7.`);
  }
  return inconclusive(
    `${path} says that it is CycloneDX ${specVersion}, which this version of Assay does not know: write 1.6 or 1.7.`,
  );
}

function invalid({ path, problems, moreProblems }: BillOfMaterials): Finding | null {
  const [first] = problems;
  if (first === undefined) return null;
  const sentences = problems.map(
    ({ pointer, message }) => `${pointer === '' ? 'the document' : pointer} ${message}`,
  );
  const others = problems.length + moreProblems - 1;
  const more = others === 0 ? '' : ` (And ${others} more.)`;
  return fail(`${path} is not valid: ${sentences[0]}.${more}`, sentences);
}

function withoutModel({ path, models, moreModels }: BillOfMaterials): Finding | null {
  if (models.some(({ modelCard }) => modelCard)) return null;
  if (moreModels > 0) {
    return inconclusive(
      `${path} has more models than were looked at, and the first have no modelCard.`,
    );
  }
  return fail(
    models.length === 0
      ? `${path} has no component of the type machine-learning-model.`
      : `${path} has a model without a modelCard.`,
  );
}

function judgeFiles(bom: BillOfMaterials, { run }: CandidateFacts): Finding {
  const artifact = run?.artifact;
  if (artifact === undefined) {
    return inconclusive(`There is no trained model that ${bom.path} could be compared with.`);
  }
  const hashes = new Set(bom.hashes);
  const evidence = [`model ${artifact.digest}`, `${hashes.size} hashes in ${bom.path}`];
  const passed = pass(
    `${bom.path} is valid, and names every file of the model by its SHA-256.`,
    evidence,
  );
  if (hashes.has(artifact.digest)) return passed;
  const missing = artifact.files.filter((file) => !hashes.has(file.digest) && !isItself(file, bom));
  const [first] = missing;
  if (first === undefined) return passed;
  if (bom.moreHashes > 0) {
    return inconclusive(
      `${bom.path} has more hashes than were looked at, and ${first.path} is not among the first.`,
    );
  }
  const others = missing.length === 1 ? '' : ` (And ${missing.length - 1} more files.)`;
  return fail(
    `${bom.path} does not name the SHA-256 of ${first.path}, a file of the model.${others}`,
    missing.map(({ path, digest }) => `${path} ${digest}`),
  );
}

/** Training may write the document beside the model; it can't name its own digest. */
function isItself({ path, digest }: FileDigest, bom: BillOfMaterials): boolean {
  return digest === bom.digest && (bom.path === path || bom.path.endsWith(`/${path}`));
}
