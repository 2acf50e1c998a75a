import { formatBytes } from '../../report/number.ts';
import { digitsOf, type EvidenceFile } from '../files.ts';
import { fileLink, html, type Html } from '../html.ts';
import { code, paragraph, section, table } from './parts.ts';

/** Every file of the folder but this page. */
export function filesSection(files: readonly EvidenceFile[]): Html {
  return section('files', 'Files', [
    paragraph(
      html`${fileLink('SHA256SUMS')} has the same digests, and that of this page, for
        <code>sha256sum -c SHA256SUMS</code>.`,
    ),
    table(
      ['file', '#size', 'sha256'],
      files.map((file) => [
        fileLink(file.path),
        formatBytes(file.bytes.byteLength),
        code(digitsOf(file)),
      ]),
    ),
  ]);
}
