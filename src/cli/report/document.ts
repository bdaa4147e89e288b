/** A part of a page. Lines and tables are shown as they are, so they may hold any text of a feed. */
export type Block =
  | { readonly title: string }
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly lines: readonly string[] }
  /** Rows of cells, the header first if there is one. */
  | { readonly table: readonly (readonly string[])[] };

/** A page as Markdown that reads well on a terminal too: lines and tables are indented blocks of code. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdown).join('\n\n')}\n`;
}

function markdown(block: Block): string {
  if ('title' in block) return `# ${block.title}`;
  if ('heading' in block) return `## ${block.heading}`;
  if ('text' in block) return block.text;
  if ('list' in block) return block.list.map((entry) => `- ${entry}`).join('\n');
  const lines = 'lines' in block ? block.lines : aligned(block.table);
  return lines.map((line) => `    ${line}`).join('\n');
}

/** A page as HTML without scripts. */
export function toHtml(blocks: readonly Block[]): string {
  const title = blocks.flatMap((block) => ('title' in block ? [block.title] : []))[0] ?? '';
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(title)}</title>`,
    '<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td,th{padding:0 1em 0 0;text-align:start;font-weight:normal}.number{text-align:end}pre{overflow:auto}</style>',
    '</head><body>',
    ...blocks.map(html),
    '</body></html>',
    '',
  ].join('\n');
}

function html(block: Block): string {
  if ('title' in block) return `<h1>${escaped(block.title)}</h1>`;
  if ('heading' in block) return `<h2>${escaped(block.heading)}</h2>`;
  if ('text' in block) return `<p>${escaped(block.text)}</p>`;
  if ('list' in block)
    return `<ul>\n${block.list.map((entry) => `<li>${escaped(entry)}</li>`).join('\n')}\n</ul>`;
  if ('lines' in block) return `<pre>${block.lines.map(escaped).join('\n')}</pre>`;
  const rows = block.table.map((row) =>
    row.map((cell) => `<td${isNumber(cell) ? ' class="number"' : ''}>${escaped(cell)}</td>`).join(''),
  );
  return `<table>\n${rows.map((row) => `<tr>${row}</tr>`).join('\n')}\n</table>`;
}

/** Columns of a table under each other, those of numbers by their last digit. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...table.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...table.map((row) => row[i]?.length ?? 0)),
  );
  const ofNumbers = widths.map((_, i) => {
    const cells = table.flatMap((row) => (row[i] === undefined || row[i] === '' ? [] : [row[i]]));
    return cells.some(isNumber) && cells.slice(1).every(isNumber);
  });
  return table.map((row) =>
    widths
      .map((width, i) => (ofNumbers[i] ? (row[i] ?? '').padStart(width) : (row[i] ?? '').padEnd(width)))
      .join('   ')
      .trimEnd(),
  );
}

function isNumber(cell: string): boolean {
  return /^(?:under |over )?[\d.,]+(?: %)?$/.test(cell);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
