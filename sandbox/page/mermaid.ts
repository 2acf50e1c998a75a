import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Mermaid's own bundle, which lies beside the page: it is larger than everything else on it. */
const script = 'mermaid.min.js';

/** Puts beside a page what it draws diagrams with, so that it works without a network. */
export async function copyMermaid(folder: string): Promise<void> {
  await copyFile(new URL(import.meta.resolve(`mermaid/dist/${script}`)), join(folder, script));
}

/**
 * The end of a page: draws fenced blocks of Mermaid as GitHub does, by its strict settings and in the theme of the
 * reader's light or dark. A block that can't be drawn says why; without the bundle all stay as they are written.
 */
export const drawDiagrams = `
<script src="${script}"></script>
<script>
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const blocks = [...document.querySelectorAll('pre > code.language-mermaid')].map((code) => {
    const place = document.createElement('div');
    place.className = 'diagram';
    return { source: code.textContent, pre: code.parentElement, place };
  });
  async function draw() {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: 'strict',
      theme: dark.matches ? 'dark' : 'default',
    });
    for (const [index, { source, pre, place }] of blocks.entries()) {
      try {
        place.innerHTML = (await mermaid.render('diagram-' + index, source)).svg;
      } catch (error) {
        place.textContent = 'This diagram can not be drawn: ' + error.message;
      }
      pre.replaceWith(place);
    }
    document.documentElement.dataset.drawn = 'yes';
  }
  if (window.mermaid) {
    draw();
    dark.addEventListener('change', draw);
  } else {
    document.documentElement.dataset.drawn = 'no';
  }
</script>`;
