import type { WorkflowTrigger } from './contract.ts';
import type { Account } from './account.ts';

export interface WorkflowRun {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly workflow: { readonly id: number; readonly path: string; readonly name: string };
  readonly trigger: WorkflowTrigger;
  readonly actor: Account;
  readonly createdAt: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  updatedAt: string;
}

export interface WorkflowJob {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly createdAt: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  steps: readonly {
    readonly number: number;
    readonly name: string;
    readonly status: 'queued' | 'in_progress' | 'completed';
    readonly conclusion: string | null;
  }[];
  log: string;
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The zip as it was uploaded, in the folder of blobs. */
  readonly path: string;
  readonly bytes: number;
  readonly digest: string;
}
