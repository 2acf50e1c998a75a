import * as core from '@actions/core';
import { labelsOfCommit } from '../../adapters/actions-runtime/labels.ts';
import { InputError } from '../../core/errors.ts';
import type { Step } from '../action.ts';

/** The parts of a version that may grow. */
export const bumps = ['major', 'minor', 'patch'] as const;
export type Bump = (typeof bumps)[number];

/** The input `bump`; null when it isn't given. Throws an InputError when it is something else. */
export function givenBump(step: Step<'bump'>): Bump | null {
  const input = step.input('bump');
  if (input === '') return null;
  const bump = bumps.find((candidate) => candidate === input);
  if (bump !== undefined) return bump;
  throw new InputError(
    'unknown-bump',
    `The input "bump" is "${input}"; it must be major, minor or patch, or be left out.`,
  );
}

/**
 * Which part of the version grows by the labels of the merged pull request: minor where they say nothing, and, with a
 * warning, where the token may not read them. Throws an UnavailableError when GitHub doesn't answer.
 */
export async function labelledBump(step: Step<'token'>): Promise<Bump> {
  const labels = await labelsOfCommit(step.job, step.input('token'));
  if (labels !== null) return bumpOfLabels(labels);
  core.warning(
    'The labels of the merged pull request cannot be read, so the version grows by a minor, whatever they say: add "permissions: pull-requests: read" to the job, or give the input "bump".',
  );
  return 'minor';
}

/** The largest part that a label names. */
export function bumpOfLabels(labels: readonly string[]): Bump {
  return bumps.find((bump) => labels.includes(`assay:${bump}`)) ?? 'minor';
}
