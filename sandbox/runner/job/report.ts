import type { ActionsService, Conclusion, StepReport } from '../../github/contract.ts';
import type { JobLog } from '../log/job-log.ts';

/** A line in the list of a job's steps. */
export interface ShownStep {
  started(name?: string): void;
  finished(conclusion: Conclusion): void;
}

/** Tells GitHub how a job goes on: its steps and its log so far. */
export class JobReport {
  readonly #service: ActionsService;
  readonly #jobId: number;
  readonly #log: JobLog;
  readonly #steps: { name: string; status: StepReport['status']; conclusion: Conclusion | null }[] =
    [];

  constructor(service: ActionsService, jobId: number, log: JobLog) {
    this.#service = service;
    this.#jobId = jobId;
    this.#log = log;
  }

  /** Adds a step to the end of the list. */
  add(name: string): ShownStep {
    const step = {
      name,
      status: 'queued' as StepReport['status'],
      conclusion: null as Conclusion | null,
    };
    this.#steps.push(step);
    return {
      started: (shown) => {
        step.name = this.#log.masks.hide(shown ?? step.name);
        step.status = 'in_progress';
        this.#send('in_progress');
      },
      finished: (conclusion) => {
        step.status = 'completed';
        step.conclusion = conclusion;
        this.#send('in_progress');
      },
    };
  }

  /** The job has ended. */
  complete(conclusion: Conclusion): void {
    this.#send('completed', conclusion);
  }

  #send(status: 'in_progress' | 'completed', conclusion?: Conclusion): void {
    this.#service.updateJob(this.#jobId, {
      status,
      ...(conclusion === undefined ? {} : { conclusion }),
      steps: this.#steps.map((step, index) => ({ number: index + 1, ...step })),
      log: this.#log.text,
    });
  }
}
