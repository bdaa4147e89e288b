import { existsSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { LanguagesReport } from '../build-languages.ts';
import type { BuildReport } from '../build.ts';
import { toHtml, toMarkdown } from './document.ts';
import { FULL } from './extent.ts';
import { pageOf } from './page.ts';

type Report = BuildReport | LanguagesReport;

const json = (report: Report) => `${JSON.stringify(report, null, 2)}\n`;
const html = (report: Report) => toHtml(pageOf(report, FULL));
const markdown = (report: Report) => toMarkdown(pageOf(report, FULL));

const WAYS: Readonly<Record<string, (report: Report) => string>> = {
  '.json': json,
  '.html': html,
  '.htm': html,
  '.md': markdown,
  '.txt': markdown,
};

/**
 * Checks before a long build that its report can be written.
 *
 * @throws {VitrineError} `bad-argument` for an unknown ending, or a place that is none for a file.
 */
export function checkReportFile(path: string): void {
  if (!Object.hasOwn(WAYS, extname(path).toLowerCase()))
    throw new VitrineError(
      'bad-argument',
      `--report ${path} has no known ending: name it .html, .md, .txt or .json`,
    );
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new VitrineError(
      'bad-argument',
      `--report ${path} cannot be written, since there is no folder ${folder}: make it first`,
    );
}

/** Writes a report in the form that the file's ending names. @throws {VitrineError} `bad-argument` if that fails. */
export async function writeReport(path: string, report: Report): Promise<void> {
  try {
    await writeFile(path, WAYS[extname(path).toLowerCase()]!(report));
  } catch (cause) {
    throw new VitrineError(
      'bad-argument',
      `--report ${path} cannot be written (${(cause as { code?: string }).code ?? 'unknown'})`,
      { cause },
    );
  }
}
