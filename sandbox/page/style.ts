/** The page's own style, beside GitHub's for rendered Markdown; follows the reader's light or dark. */
export const style = `
:root { color-scheme: light dark; --line: #d1d9e0; --soft: #f6f8fa; --text: #1f2328; --dim: #59636e;
  --good: #1a7f37; --bad: #d1242f; --warn: #9a6700; --merged: #8250df; --page: #ffffff; --add: #dafbe1; --del: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #151b23; --text: #f0f6fc; --dim: #9198a1;
  --good: #3fb950; --bad: #f85149; --warn: #d29922; --merged: #ab7df8; --page: #0d1117; --add: #12261e; --del: #25171c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
main, header.top { max-width: 1012px; margin: 0 auto; padding: 24px 16px; }
header.top { padding-bottom: 0; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 40px 0 12px; border-bottom: 1px solid var(--line); padding-bottom: 6px; }
.dim { color: var(--dim); } code { font: 12px ui-monospace, SFMono-Regular, Menlo, monospace; }
nav a { margin-right: 16px; } a { color: #0969da; text-decoration: none; } @media (prefers-color-scheme: dark) { a { color: #4493f8; } }
.pull { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 28px; overflow: hidden; }
.pull > header { padding: 14px 16px; background: var(--soft); border-bottom: 1px solid var(--line); }
.pull > header h3 { margin: 0 0 6px; font-size: 18px; font-weight: 600; } .pull > section { padding: 12px 16px; }
.state { display: inline-block; border-radius: 2em; padding: 2px 10px; color: #fff; font-weight: 500; font-size: 12px; }
.state.open { background: var(--good); } .state.merged { background: var(--merged); } .state.closed { background: var(--bad); }
.comment { border: 1px solid var(--line); border-radius: 6px; margin: 12px 0; }
.comment > header { background: var(--soft); border-bottom: 1px solid var(--line); padding: 6px 12px; border-radius: 6px 6px 0 0; }
.comment > .markdown-body { padding: 12px; background: transparent; font-size: 14px; }
.bot { border: 1px solid var(--line); border-radius: 2em; padding: 0 6px; font-size: 11px; color: var(--dim); }
.reactions span { display: inline-block; border: 1px solid var(--line); border-radius: 2em; padding: 0 8px; margin: 0 4px 8px 12px; }
.check { padding: 4px 0; } .success { color: var(--good); } .failure { color: var(--bad); } .neutral, .in_progress, .queued { color: var(--warn); }
.diagram { margin: 0 0 16px; text-align: center; } .diagram svg { max-width: 100%; height: auto; }
details { margin: 6px 0; } summary { cursor: pointer; }
pre.diff { margin: 6px 0; border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; max-height: 420px; }
pre.diff span { display: block; padding: 0 10px; white-space: pre; min-width: max-content; } pre.diff .add { background: var(--add); } pre.diff .del { background: var(--del); } pre.diff .hunk { color: var(--dim); background: var(--soft); }
table.plain { border-collapse: collapse; width: 100%; } table.plain th { text-align: left; color: var(--dim); font-weight: 500; } table.plain td, table.plain th { border-bottom: 1px solid var(--line); padding: 6px 8px 6px 0; vertical-align: top; }
table.plain td code { overflow-wrap: anywhere; } table.plain td:nth-child(2) code { white-space: nowrap; }
`;
