import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allFrameworks, clausesOf } from '../../../core/checks/clauses.ts';
import { checks } from '../../../core/checks/index.ts';
import { clauseTable } from '../../../core/evidence/clause-table.ts';
import type { EvidenceFacts } from '../../../core/evidence/facts.ts';
import { evidenceFolder } from '../../../core/evidence/folder.ts';
import { html, outsideLink } from '../../../core/evidence/html.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { evidenceFacts, type HistoryChanges } from './history.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function pageOf(facts: EvidenceFacts): string {
  const page = evidenceFolder(facts).find(({ path }) => path === 'index.html');
  return decode(page?.bytes ?? new Uint8Array());
}

describe('a folder of evidence', () => {
  it('is the same bytes for the same records', () => {
    expect(evidenceFolder(evidenceFacts())).toEqual(evidenceFolder(evidenceFacts()));
  });

  it('names every file with its sha256 in SHA256SUMS, and each once', () => {
    const files = evidenceFolder(evidenceFacts());
    const sums = decode(files.find(({ path }) => path === 'SHA256SUMS')?.bytes ?? new Uint8Array());
    const expected = files
      .filter(({ path }) => path !== 'SHA256SUMS')
      .map(({ path, bytes }) => `${sha256(bytes).slice(7)}  ${path}`);
    expect(sums.trimEnd().split('\n')).toEqual(expected);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it('is refused where the tag is of another version', () => {
    const facts = evidenceFacts({ version: { tag: 'bike-demand@v2.0.0' } });
    expect(() => evidenceFolder(facts)).toThrow('says that the tag is bike-demand@v2.0.0');
  });
});

describe('the page', () => {
  const page = pageOf(evidenceFacts());

  it.each([
    ['who waived', 'The new evaluation set is harder.'],
    ['who promoted', 'asked for by octocat, merged by hubot'],
    ['the lock', 'promotions into production'],
    ['the licence of the data', 'CC-BY-4.0'],
    ['the interval of a difference', '−14.9 [−17.1, −12.6]'],
    ['what ties the verdict', 'is, byte for byte, the one that was registered'],
    ['what no check can say', 'whether a clause is met, no check can say'],
    ['what is missing', 'Signatures: a clone does not hold them.'],
  ])('says %s', (_, text) => {
    expect(page.replaceAll(/\s+/g, ' ')).toContain(text);
  });

  it('links only to files of the folder, to places in itself, and to the web', () => {
    const files = new Set(evidenceFolder(evidenceFacts()).map(({ path }) => path));
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
    const dead = links.filter((href) => {
      if (href.startsWith('#')) return !ids.has(href.slice(1));
      return !files.has(href) && !href.startsWith('https://');
    });
    expect(links.length).toBeGreaterThan(30);
    expect(dead).toEqual([]);
  });

  it('loads nothing: no script, no picture, no sheet, no frame', () => {
    expect(page).not.toMatch(/<(script|img|link|iframe|object|embed|base|form)\b/i);
    expect(page).not.toMatch(/\b(src|srcset|action)=|url\(|@import/i);
    expect(page).toContain("default-src 'none'");
  });

  it('says that there is no verdict, and shows none as passed', () => {
    const facts = { ...evidenceFacts(), verdicts: [] };
    expect(pageOf(facts)).toContain('none could be tied to this version');
    expect(pageOf(facts)).not.toContain('class="badge');
  });

  it('shows what the ledger lacks as lacking', () => {
    const text = pageOf({ ...evidenceFacts(), run: null, evaluation: null });
    expect(text).toContain('does not hold the run that the version record names');
    expect(text).toContain('does not hold the evaluation that the version record names');
  });

  it('sends the reader of a long list to its record', () => {
    const packages = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`package-${index}`, '1.0']),
    );
    const facts = evidenceFacts();
    const environment = { ...facts.run?.record.environment, packages };
    const text = pageOf(evidenceFacts({ run: { environment } as HistoryChanges['run'] & {} }));
    expect(text).toContain('And 260 more');
    expect(text).not.toContain('package-41<');
  });
});

describe('text of others', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>\u202Eevil\0 & {{7*7}} </style>`;
  const page = pageOf(
    evidenceFacts({
      run: {
        command: hostile,
        parameters: { [hostile]: hostile },
        workflow: {
          runId: 1,
          attempt: 1,
          name: hostile,
          event: hostile.slice(0, 64),
          actor: hostile,
        },
      },
      waiver: { reason: hostile, by: hostile, comment: `javascript:alert('${hostile}')` },
      promotion: { requestedBy: hostile, mergedBy: hostile },
      hold: { reason: hostile, by: hostile },
      verdict: {
        checks: [
          {
            check: 'metric-gate',
            outcome: 'fail',
            sentence: hostile,
            evidence: [hostile],
            source: hostile,
            places: [{ path: hostile, line: 1, message: hostile }],
          },
        ],
      },
      version: {
        data: {
          [hostile]: {
            path: hostile,
            digest: sha256('x'),
            bytes: 1,
            license: hostile,
            source: hostile,
          },
        },
      },
    }),
  );

  it('opens no tag, ends no attribute, and changes no direction', () => {
    expect(page).not.toMatch(/<(script|img)/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page).not.toMatch(/[\u202E\0]/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('is no link where it is no address of the web', () => {
    expect(page).not.toMatch(/href="javascript/i);
    expect(outsideLink('javascript:alert(1)').markup).not.toContain('href');
    expect(outsideLink('https:///x').markup).not.toContain('href');
    expect(outsideLink('https://a.example/"><script>').markup).not.toContain('"><script');
  });

  it('stays text, whatever it is', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        expect(markup).toMatch(/^<p title="[^"<>]*">[^<>"]*<\/p>$/);
      }),
    );
  });
});

describe('the table of clauses', () => {
  const facts = evidenceFacts();
  const table = clauseTable(facts);
  const rows = table.flatMap(({ name, rows: own }) => own.map((row) => ({ name, ...row })));

  it('has every clause that a check serves', () => {
    for (const { id } of checks) {
      for (const { name, clauses } of clausesOf(id)) {
        for (const clause of clauses) {
          expect(rows.filter((row) => row.name === name && row.clause === clause)).toHaveLength(1);
        }
      }
    }
    expect(allFrameworks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(table.map(({ name }) => name)),
    );
  });

  it('has every point of Annex IV', () => {
    const points = rows.filter(({ clause }) => clause.startsWith('Annex IV '));
    for (const point of ['1(a)', '1(h)', '2(a)', '2(h)', '3', '4', '5', '6', '7', '8', '9']) {
      expect(points.map(({ clause }) => clause)).toContain(`Annex IV ${point}`);
    }
  });

  it('says of a clause without evidence that there is none', () => {
    const declaration = rows.find(({ clause }) => clause === 'Annex IV 8');
    expect(declaration).toMatchObject({ results: [], parts: [], absent: [] });
    expect(pageOf(facts).match(/None in this folder/g)?.length).toBeGreaterThan(5);
  });

  it('names the checks that would be evidence and that the verdict does not have', () => {
    expect(rows.find(({ clause }) => clause === 'Art 14')).toMatchObject({
      results: [],
      absent: ['approval'],
    });
  });
});
