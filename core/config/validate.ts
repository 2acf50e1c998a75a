import type { Config, Policy } from '../../schemas/types.ts';
import { checkProblems } from './check-rules.ts';
import { commandProblems } from './command-rules.ts';
import { dataProblems } from './data-rules.ts';
import type { ConfigDocument } from './document.ts';
import { environmentProblems } from './environment-rules.ts';
import { freezeProblems } from './freeze-rules.ts';
import { groupProblems } from './group-rules.ts';
import type { Known } from './known.ts';
import { licenseProblems } from './license-rules.ts';
import { locationProblems } from './location-rules.ts';
import { metricProblems } from './metric-rules.ts';
import { monitorProblems } from './monitor-rules.ts';
import { outputProblems, pathProblems, setKeyProblems } from './path-rules.ts';
import { pointerProblems } from './pointer-rules.ts';
import { predictionsProblems } from './predictions-rules.ts';
import { problemsError } from './problem.ts';
import { registryProblems } from './registry-rules.ts';
import { ruleProblems } from './rule-rules.ts';
import { schemaProblems } from './schema-problems.ts';
import { signatureProblems } from './signature-rules.ts';
import { templateProblems } from './template-rules.ts';
import { trustedGlobalsProblems } from './trusted-globals-rules.ts';

/** The valid configuration in a document. Throws one InputError `bad-configuration` that lists all problems. */
export function validateConfig(document: ConfigDocument, known: Known): Config {
  const problems = [
    ...schemaProblems(document, 'config'),
    ...metricProblems(document, known),
    ...monitorProblems(document, known),
    ...predictionsProblems(document),
    ...signatureProblems(document),
    ...checkProblems(document, known, 'models.*.gate.checks'),
    ...ruleProblems(document, 'models.*.gate.rules'),
    ...commandProblems(document),
    ...trustedGlobalsProblems(document),
    ...licenseProblems(document),
    ...dataProblems(document),
    ...groupProblems(document),
    ...registryProblems(document),
    ...pathProblems(document),
    ...locationProblems(document),
    ...outputProblems(document),
    ...setKeyProblems(document),
    ...pointerProblems(document),
    ...templateProblems(document),
    ...environmentProblems(document),
    ...freezeProblems(document),
  ];
  if (problems.length > 0) throw problemsError(document.path, problems);
  return document.value as Config;
}

/** The valid policy of an organisation in a document. Throws as `validateConfig` does. */
export function validatePolicy(document: ConfigDocument, known: Pick<Known, 'checks'>): Policy {
  const problems = [
    ...schemaProblems(document, 'policy'),
    ...checkProblems(document, known, 'gate.checks'),
    ...ruleProblems(document, 'gate.rules'),
    ...commandProblems(document),
  ];
  if (problems.length > 0) throw problemsError(document.path, problems);
  return document.value as Policy;
}
