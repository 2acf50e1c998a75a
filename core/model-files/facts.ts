import { longest, scanLimits } from './limits.ts';

/** Something that a file names for a program to import. */
export interface Imported {
  readonly module: string;
  readonly name: string;
  /** Whether the file also has it called. */
  readonly called: boolean;
}

/** What was found in a file beside its imports; what each means is in `findings.ts`. */
export type FindingKind =
  | 'unknown-operand'
  | 'extension-code'
  | 'persistent-id'
  | 'build-on-global'
  | 'broken-pickle'
  | 'object-array'
  | 'bad-structure'
  | 'external-data'
  | 'escaping-path'
  | 'link'
  | 'lambda-layer'
  | 'disguised-text'
  | 'tensorflow-operation'
  | 'remote-code'
  | 'yaml-object'
  | 'json-object';

/** One finding, and where or what it is. */
export interface FileFinding {
  readonly kind: FindingKind;
  readonly detail: string;
}

/** What one file, or one entry of an archive, turned out to hold. */
export interface FileFacts {
  readonly path: string;
  readonly format: string;
  readonly imports: Imported[];
  readonly importsLeftOut: number;
  readonly findings: FileFinding[];
  readonly findingsLeftOut: number;
}

/** Gathers what one file holds: bounded, each thing once, and what does not fit is counted. */
export interface FactCollector {
  /** Whether anything was imported. */
  readonly hasImports: boolean;
  addImport(module: string, name: string, called: boolean): void;
  addFinding(kind: FindingKind, detail: string): void;
  /** Takes over what another one gathered. */
  addAll(facts: Omit<FileFacts, 'path' | 'format'>): void;
  facts(): Omit<FileFacts, 'path' | 'format'>;
}

/** An empty collector. */
export function collectFacts(): FactCollector {
  const imports = new Map<string, Imported>();
  const findings = new Map<string, FileFinding>();
  const leftOut = { imports: 0, findings: 0 };
  const addImport = (fullModule: string, fullName: string, called: boolean): void => {
    const [module, name] = [cut(fullModule, longest.name), cut(fullName, longest.name)];
    const key = JSON.stringify([module, name]);
    const known = imports.get(key);
    if (known === undefined && imports.size >= scanLimits.importsOfFile) leftOut.imports += 1;
    else imports.set(key, { module, name, called: called || known?.called === true });
  };
  const addFinding = (kind: FindingKind, fullDetail: string): void => {
    const detail = cut(fullDetail, longest.detail);
    const key = `${kind} ${detail}`;
    if (findings.has(key)) return;
    if (findings.size >= scanLimits.findingsOfFile) leftOut.findings += 1;
    else findings.set(key, { kind, detail });
  };
  return {
    get hasImports() {
      return imports.size > 0;
    },
    addImport,
    addFinding,
    addAll(facts) {
      for (const { module, name, called } of facts.imports) addImport(module, name, called);
      for (const { kind, detail } of facts.findings) addFinding(kind, detail);
      leftOut.imports += facts.importsLeftOut;
      leftOut.findings += facts.findingsLeftOut;
    },
    facts: () => ({
      imports: [...imports.values()],
      importsLeftOut: leftOut.imports,
      findings: [...findings.values()],
      findingsLeftOut: leftOut.findings,
    }),
  };
}

/** A text that a record takes. What is cut is no name that a list of allowed ones could have. */
export function cut(text: string, limit: number): string {
  const whole = text.toWellFormed();
  return whole.length <= limit ? whole : `${whole.slice(0, limit - 1).toWellFormed()}\u2026`;
}
