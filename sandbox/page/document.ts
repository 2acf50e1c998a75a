import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { drawDiagrams } from './mermaid.ts';
import { style } from './style.ts';

export type Html = ReturnType<typeof html>;

/** A whole HTML page that renders Markdown in GitHub's style; diagrams need what `copyMermaid` puts beside it. */
export async function renderDocument(title: string, body: Html): Promise<string> {
  const stylesheet = new URL(import.meta.resolve('github-markdown-css/github-markdown.css'));
  const markdownStyle = await readFile(stylesheet, 'utf8');
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(markdownStyle)}${raw(style)}
        </style>
      </head>
      <body>
        ${body}${raw(drawDiagrams)}
      </body>
    </html>`;
  return String(page);
}
