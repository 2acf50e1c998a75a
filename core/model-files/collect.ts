import type { FileFacts } from './facts.ts';
import { cut } from './facts.ts';
import { longest, scanLimits } from './limits.ts';

/** What could not be read, and why. */
export interface UnreadItem {
  readonly path: string;
  readonly reason: string;
}

/** What a scan found in all files of a model. */
export interface ModelScan {
  /** How many files and entries of archives there are of each format that hold nothing but data. */
  readonly plain: Record<string, number>;
  readonly inspected: FileFacts[];
  readonly inspectedLeftOut: number;
  readonly unread: UnreadItem[];
  readonly unreadLeftOut: number;
}

/** Gathers what a scan finds; bounded, and what does not fit is counted. */
export interface Collected {
  addFile(path: string, format: string, facts: Omit<FileFacts, 'path' | 'format'>): void;
  addUnread(path: string, reason: string): void;
  /** Bytes of no known format: unread, unless another file says by `expect` what they are. */
  addUnknown(path: string, reason: string, sizeBytes: number): void;
  /** Says that the bytes at a path are data of a file that was read, at least up to this one. */
  expect(path: string, end: number): void;
  result(): ModelScan;
}

/** An empty collection. */
export function collect(): Collected {
  const plain = new Map<string, number>();
  const files: FileFacts[] = [];
  const unread: UnreadItem[] = [];
  const unknown = new Map<string, { readonly reason: string; readonly sizeBytes: number }>();
  const expected = new Map<string, number>();
  const indices = new Set<string>();
  const left = { files: 0, unread: 0, imports: scanLimits.imports, findings: scanLimits.findings };
  const count = (format: string): void => void plain.set(format, (plain.get(format) ?? 0) + 1);
  const addUnread = (path: string, reason: string): void => {
    if (unread.length >= scanLimits.unread) left.unread += 1;
    else unread.push({ path: cut(path, longest.path), reason: cut(reason, longest.reason) });
  };
  return {
    addFile(path, format, facts) {
      const isPlain = facts.imports.length === 0 && facts.findings.length === 0;
      if (isPlain && format === 'unknown') return;
      if (format === 'tensor-index') indices.add(path);
      if (isPlain) count(format);
      else if (files.length >= scanLimits.files) left.files += 1;
      else {
        const imports = facts.imports.slice(0, left.imports);
        left.imports -= imports.length;
        const importsLeftOut = facts.importsLeftOut + facts.imports.length - imports.length;
        const findings = facts.findings.slice(0, left.findings);
        left.findings -= findings.length;
        const findingsLeftOut = facts.findingsLeftOut + facts.findings.length - findings.length;
        const inRecord = { path: cut(path, longest.path), format, imports, importsLeftOut };
        files.push({ ...inRecord, findings, findingsLeftOut });
      }
    },
    addUnread,
    addUnknown: (path, reason, sizeBytes) => void unknown.set(path, { reason, sizeBytes }),
    expect: (path, end) => void expected.set(path, Math.max(end, expected.get(path) ?? 0)),
    result() {
      for (const [path, { reason, sizeBytes }] of unknown) {
        const end = expected.get(path);
        if ((end !== undefined && end <= sizeBytes) || isTensorShard(path, indices)) {
          count('tensors');
        } else addUnread(path, reason);
      }
      unknown.clear();
      return {
        plain: Object.fromEntries(plain),
        inspected: files,
        inspectedLeftOut: left.files,
        unread,
        unreadLeftOut: left.unread,
      };
    },
  };
}

/** TensorFlow keeps the numbers of a model without a format of their own, beside an index of the same name. */
function isTensorShard(path: string, indices: ReadonlySet<string>): boolean {
  const [, name] = /^(.*)\.data-\d{5}-of-\d{5}$/s.exec(path) ?? [];
  return name !== undefined && indices.has(`${name}.index`);
}
