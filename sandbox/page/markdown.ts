import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  // Its default schema is GitHub's own allow-list of elements and attributes.
  .use(rehypeSanitize)
  .use(rehypeStringify);

/** Markdown to HTML as GitHub renders a comment: GFM, raw HTML by GitHub's allow-list, everything else dropped. */
export function renderMarkdown(markdown: string): string {
  return String(processor.processSync(markdown));
}
