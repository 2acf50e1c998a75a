/** How the report page looks: light and dark, on a wide screen and a telephone, and on paper. Nothing is loaded. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f8fa, #0d1117); --card: light-dark(#ffffff, #151b23); --text: light-dark(#1f2328, #e6edf3);
  --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9da7b1); --accent: light-dark(#0969da, #58a6ff);
  --good: light-dark(#1a7f37, #3fb950); --warn: light-dark(#8a5a00, #d29922); --bad: light-dark(#c4232b, #ff7b72);
  --grey: light-dark(#8b949e, #7d8590); --fill: light-dark(#dfe3e8, #2d343d);
  --l0: light-dark(#edf1f5, #1f2630); --l1: light-dark(#d3dde8, #33404f); --l2: light-dark(#fbd9a5, #6b4a12);
  --l3: light-dark(#f2a25c, #a3561a); --l4: light-dark(#b3341c, #f08a6c);
  --s0: light-dark(#b9c4d0, #46525f); --s1: light-dark(#7d8a97, #7d8a97); --s2: light-dark(#e0a13c, #b07d24); --s3: light-dark(#d9731f, #e08138); --s4: light-dark(#a82a14, #ff9d85);
  --t4: light-dark(#ffffff, #1b0d08); --t3: light-dark(#1f1206, #ffffff);
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--text); background: var(--page); max-width: 76rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
header p { margin: 0; } h1 { font-size: 1.75rem; line-height: 1.25; margin: .1rem 0 .6rem; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; } a { color: var(--accent); overflow-wrap: anywhere; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem 1.25rem; margin-top: 1.1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .6rem; } h3 { font-size: 1rem; line-height: 1.35; margin: 1.1rem 0 .3rem; overflow-wrap: anywhere; }
p { margin: .4rem 0; max-width: 68rem; overflow-wrap: anywhere; } ul { margin: .4rem 0; padding-left: 1.3rem; } li { margin: .15rem 0; overflow-wrap: anywhere; }
.soft, small { color: var(--soft); } small { font-size: .82rem; font-weight: 400; } p.soft { font-size: .88rem; }
code { font: .86em ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
footer { margin-top: 1.2rem; font-size: .85rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.verdict { border-left: 4px solid var(--grey); padding: .1rem 0 .1rem .9rem; }
.verdict.drift { border-color: var(--bad); } .verdict.warning { border-color: var(--warn); } .verdict.stable { border-color: var(--good); }
.badge { display: inline-block; font-size: .82rem; font-weight: 600; line-height: 1.45; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; white-space: nowrap; color: var(--soft); }
.badge.drift { color: var(--bad); } .badge.warning { color: var(--warn); } .badge.stable { color: var(--good); }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; font-size: .85rem; color: var(--soft); break-after: avoid; } .legend > span { display: inline-flex; align-items: center; gap: .45rem; }
.key { display: inline-block; width: 1.3rem; height: .8rem; border-radius: 2px; flex: none; }
.key.l0 { background: var(--l0); } .key.l1 { background: var(--l1); } .key.l2 { background: var(--l2); } .key.l3 { background: var(--l3); } .key.l4 { background: var(--l4); }
.key.s0 { background: var(--s0); } .key.s1 { background: var(--s1); } .key.s2 { background: var(--s2); } .key.s3 { background: var(--s3); } .key.s4 { background: var(--s4); }
.key.l0, .key.l1, .key.none { outline: 1px solid var(--line); outline-offset: -1px; } .key.on { box-shadow: inset 0 -3px 0 var(--text); background: var(--l2); }
.key.reference { background: var(--fill); border: 1.5px solid var(--grey); } .key.current, .key.estimated { height: 0; border-top: 2.5px solid var(--accent); border-radius: 0; }
.key.estimated { border-top-style: dashed; } .key.reference-line, .key.limit-line { height: 0; border-top: 2px dotted var(--grey); border-radius: 0; } .key.limit-line { border-top: 2px dashed var(--bad); } .key.band { background: color-mix(in srgb, var(--accent) 20%, transparent); }
.scroll { overflow-x: auto; margin-top: .5rem; } .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; } th { font-weight: 600; text-align: left; }
table.data { width: 100%; font-size: .88rem; } table.data th { color: var(--soft); vertical-align: bottom; }
table.data th, table.data td { padding: .35rem .5rem; border-bottom: 1px solid var(--line); } table.data td { vertical-align: top; min-width: 3.2rem; } table.data td:first-child, table.data td:last-child { overflow-wrap: anywhere; }
table.data th:first-child, table.data td:first-child { padding-left: 0; } table.data td:first-child { min-width: 11rem; max-width: 20rem; } table.data time { white-space: nowrap; } table.plain td:last-child { min-width: 15rem; }
table.data tbody tr:last-child td { border-bottom: 0; } .n { text-align: right !important; font-variant-numeric: tabular-nums; } table.data td.n { white-space: nowrap; }
table.data button { font: inherit; color: inherit; background: none; border: 0; padding: 0; text-align: inherit; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
th[aria-sort=descending] button::after { content: " \\2193"; } th[aria-sort=ascending] button::after { content: " \\2191"; }
.find { display: block; margin-top: .6rem; font-size: .88rem; color: var(--soft); } .find input { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--grey); border-radius: 6px; padding: .15rem .5rem; }
table.heat { font-size: .8rem; border-collapse: separate; border-spacing: 2px; width: 100%; }
table.heat th { font-weight: 400; white-space: nowrap; position: sticky; left: 0; background: var(--card); padding: 0 .5rem 0 0; z-index: 1; }
table.heat thead th { color: var(--soft); position: static; text-align: center; padding: 0 .1rem; } table.heat thead th:first-child { text-align: left; position: sticky; }
table.heat th span { display: block; max-width: 14rem; overflow: hidden; text-overflow: ellipsis; }
table.heat th:first-child { width: 1%; } table.heat td { text-align: center; font-variant-numeric: tabular-nums; min-width: 2.3rem; height: 1.65rem; padding: 0 .15rem; border-radius: 3px; }
td.l0 { background: var(--l0); } td.l1 { background: var(--l1); } td.l2 { background: var(--l2); } td.l3 { background: var(--l3); color: var(--t3); } td.l4 { background: var(--l4); color: var(--t4); }
td.none { color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); } td.on { font-weight: 700; box-shadow: inset 0 -3px 0 var(--text); }
table.strips { border-spacing: 0 3px; } table.strips thead div { display: flex; justify-content: space-between; } table.strips td { background: none; padding: 0; min-width: 2.6rem; height: auto; }
table.strips td:nth-child(2) { width: 100%; min-width: 20rem; } table.strips td:last-child, table.strips th:last-child { text-align: right; padding-left: .8rem; } table.strips svg { display: block; width: 100%; height: 1.15rem; background: var(--page); shape-rendering: crispEdges; }
path.s0 { fill: var(--s0); } path.s1 { fill: var(--s1); } path.s2 { fill: var(--s2); } path.s3 { fill: var(--s3); } path.s4 { fill: var(--s4); } path.on { fill: var(--text); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20.5rem), 1fr)); gap: 1.4rem 1.8rem; margin-top: .8rem; }
.card { min-width: 0; max-width: 30rem; } .card h3 { margin-top: 0; }
svg.chart { display: block; width: 100%; height: auto; margin: .3rem 0; overflow: visible; } svg.chart text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--line); stroke-width: .7; } svg .axis { stroke: var(--grey); stroke-width: 1; fill: none; }
path.reference, rect.reference { fill: var(--fill); stroke: var(--grey); stroke-width: 1.2; } rect.reference { stroke: none; fill: var(--grey); }
path.current { fill: none; stroke: var(--accent); stroke-width: 1.9; stroke-linejoin: round; } path.current.estimated { stroke-dasharray: 5 4; }
rect.current-bar, rect.bar { fill: var(--accent); } .band { fill: var(--accent); fill-opacity: .16; }
.dot { fill: var(--accent); stroke: var(--card); stroke-width: 1; } .dot.hollow { fill: var(--card); stroke: var(--accent); stroke-width: 1.6; }
.reference-line { stroke: var(--grey); stroke-width: 1.4; stroke-dasharray: 2 3; } .limit-line { stroke: var(--bad); stroke-width: 1.4; stroke-dasharray: 8 3; }
table.levels { width: 100%; font-size: .85rem; table-layout: fixed; margin: .5rem 0; } col.bars { width: 46%; } col.share { width: 3.1rem; } table.levels th { font-weight: 400; padding: .12rem .6rem .12rem 0; } table.levels th span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
table.levels svg { display: block; width: 100%; height: 1.15rem; } table.wide { max-width: 46rem; } table.wide svg { height: .8rem; }
dl { margin: .4rem 0 .8rem; } dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: 0 1rem; padding: .25rem 0; border-bottom: 1px solid var(--line); } dl > div:last-child { border-bottom: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.card dl > div { grid-template-columns: 9rem 1fr; }
details { margin-top: 1rem; } summary { cursor: pointer; font-weight: 600; }
@media (max-width: 40rem) { body { padding: 1rem .6rem 2rem; } section { padding: .9rem .9rem 1rem; } h1 { font-size: 1.4rem; } dl > div { grid-template-columns: 1fr; } table.heat th span { max-width: 7.5rem; } table.data td:first-child, table.data td:last-child { overflow-wrap: normal; } }
@media print {
  :root { color-scheme: light; font-size: 10.5pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; background: #fff; max-width: none; padding: 0; } nav, .skip, .find { display: none; }
  section { border: 0; border-top: 2px solid #000; border-radius: 0; padding: .7rem 0; } .scroll { overflow: visible; } table.heat th { position: static; }
  table.data { font-size: 6.5pt; } table.data .badge, table.data small { font-size: 6.5pt; } table.plain td:last-child { min-width: 0; } table.data td { min-width: 0; padding: .2rem .25rem; } table.data td:first-child { min-width: 6rem; } table.data td, table.data small { overflow-wrap: normal; } #windows, .legend { break-inside: avoid; } table.heat td { min-width: 0; }
  .cards { grid-template-columns: 1fr 1fr; } .card, tr, dl > div { break-inside: avoid; } h2, h3 { break-after: avoid; } a { color: inherit; }
}
`;
