/** How the page looks: on a wide screen and a narrow one, light and dark, and on paper. Nothing is loaded. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#fff, #151b23); --text: light-dark(#1f2328, #e6edf3);
  --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1); --accent: light-dark(#0969da, #4493f8);
  --pass: light-dark(#1a7f37, #3fb950); --warn: light-dark(#8a5a00, #d29922); --fail: light-dark(#cf222e, #f85149);
}
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
header h1 { font-size: 1.7rem; margin: 0 0 .2rem; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .8rem 0 0; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1.1rem 1rem; margin-top: 1.2rem; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; } h4 { font-size: .95rem; margin: 1rem 0 .3rem; }
p { margin: .4rem 0; max-width: 60rem; overflow-wrap: anywhere; } ul { margin: .3rem 0; padding-left: 1.3rem; } li { overflow-wrap: anywhere; }
a { color: var(--accent); overflow-wrap: anywhere; } .soft { color: var(--soft); }
code { font: .86em ui-monospace, monospace; overflow-wrap: anywhere; }
dl { margin: .4rem 0 .8rem; } dl > div { display: grid; grid-template-columns: 13rem 1fr; gap: 0 1rem; padding: .2rem 0; border-bottom: 1px solid var(--line); }
dl > div:last-child { border-bottom: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th { color: var(--soft); font-weight: 600; } th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; } td { min-width: 5rem; overflow-wrap: anywhere; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td code { word-break: break-all; } td time, td .badge { white-space: nowrap; } .check { border-top: 1px solid var(--line); padding: .1rem 0 .5rem; } .check h3 { margin: .7rem 0 .2rem; }
.check h3 code { font-weight: 400; color: var(--soft); } .check:target { outline: 2px solid var(--accent); outline-offset: 4px; border-radius: 4px; }
.badge { display: inline-block; font-size: .82rem; font-weight: 600; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; margin-right: .2rem; white-space: nowrap; }
.badge.pass { color: var(--pass); } .badge.warn { color: var(--warn); } .badge.fail, .badge.inconclusive { color: var(--fail); }
.waived { border-left: 3px solid var(--warn); padding-left: .7rem; }
@media (max-width: 40rem) { dl > div { grid-template-columns: 1fr; } section { padding: .8rem .8rem; } td time { white-space: normal; } table:has(th:nth-child(4)) { min-width: 38rem; } }
@media print {
  :root { color-scheme: light; } body { font-size: 10pt; background: #fff; max-width: none; padding: 0; } nav { display: none; }
  section { border: 0; border-top: 2px solid #000; border-radius: 0; padding: .6rem 0; } .table { overflow: visible; }
  tr, .check, dl > div { break-inside: avoid; } h2, h3 { break-after: avoid; } td { min-width: 0; } a { color: inherit; }
}
`;
