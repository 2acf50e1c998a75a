import type { Inspection, ModelConfig } from '../../schemas/types.ts';

/** What is inspected: one model in the workspace, after its evaluation. */
export interface Subject {
  readonly model: string;
  readonly config: ModelConfig;
  /** Absolute path of the repository's checkout; no reading leaves it. */
  readonly workspace: string;
  /** Absolute path of the model's folder. */
  readonly folder: string;
  /** Where long work tells how far it is, a sentence each time. */
  readonly progress: (sentence: string) => void;
}

/** The sections that an inspector may fill. */
export type SectionName = Exclude<keyof Inspection, 'failures'>;

/**
 * Makes one section of an inspection: facts, never a judgement. One file, one line in `index.ts`. What can't be read is
 * part of the section; an AssayError says why there is none at all.
 */
export interface Inspector<Name extends SectionName = SectionName> {
  readonly section: Name;
  /**
   * The checks that use the section, where making it takes long: it is left out while the configuration turns all of them
   * off by name. Absent for a section that is always made.
   */
  readonly checks?: readonly string[];
  inspect(subject: Subject): Promise<NonNullable<Inspection[Name]>>;
}
