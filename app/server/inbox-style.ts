import { raw } from 'hono/html';

/** How the page of the inbox looks, on a wide screen and a narrow one, light and dark. */
export const inboxStyle = raw(`
  :root {
    color-scheme: light dark;
    --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#fff, #151b23); --text: light-dark(#1f2328, #e6edf3);
    --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1);
    --alarm: light-dark(#cf222e, #f85149); --good: light-dark(#1a7f37, #3fb950); --accent: light-dark(#0969da, #4493f8);
  }
  * { box-sizing: border-box; }
  body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .25rem 1rem; }
  header { margin-bottom: 1rem; }
  h1 { font-size: 1.5rem; margin: 0; }
  h2 { font-size: 1.1rem; margin: 0; }
  p { margin: .3rem 0; }
  a { color: var(--accent); }
  section { margin-top: 2rem; }
  .top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; margin-bottom: .6rem; }
  .soft { color: var(--soft); }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; }
  .tile b { display: block; font-size: 1.7rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
  .alarm { border-color: var(--alarm); } .alarm b { color: var(--alarm); }
  .note { border-left: 4px solid var(--good); margin: 0 0 1rem; }
  .job { margin-bottom: .75rem; }
  .job .top { flex-wrap: nowrap; align-items: flex-start; }
  .job h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
  .job h3 .soft { display: block; font-weight: 400; font-size: .93rem; }
  .reason { margin: .5rem 0; padding: .5rem .75rem; border-left: 3px solid var(--alarm); background: var(--page); font: .87rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 14rem; overflow: auto; }
  .job footer { font-size: .87rem; overflow-wrap: anywhere; }
  table { border-collapse: collapse; width: 100%; }
  th { font-weight: 600; color: var(--soft); }
  th, td { text-align: left; padding: .35rem .5rem .35rem 0; border-bottom: 1px solid var(--line); }
  tr:last-child td { border-bottom: 0; }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; width: 6rem; }
  meter { width: min(12rem, 30vw); vertical-align: middle; margin-right: .4rem; }
  button { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .25rem .9rem; cursor: pointer; white-space: nowrap; }
  button:hover { border-color: var(--accent); color: var(--accent); }
  bdi { unicode-bidi: isolate; }
`);
