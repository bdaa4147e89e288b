import { leadSentence, longest } from './describe.ts';
import type { Evaluation } from './evaluate.ts';
import { barsPlot, latencyPlot, recallPlot } from './plots.ts';
import type { Summary } from './summary.ts';

const STYLE = `
:root { color-scheme: light dark; --own: light-dark(#0969da, #58a6ff); --other: light-dark(#afb8c1, #57606a) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
svg { max-width: 100%; height: auto; background: none !important; color: inherit; font-size: 12px }
figure { margin: 1rem 0; overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--other) }
th:first-child, td:first-child { text-align: left }
tr.own { color: var(--own); font-weight: 600 }
`;

/** Makes a page of an evaluation that needs no other file. */
export function reportPage(evaluation: Evaluation): string {
  const { protocol, users, items, note, baskets, learnSeconds, tableBytesPerItem } = evaluation;
  const k = longest(evaluation);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>How well Vitrine recommends here</title><style>${STYLE}</style></head><body>
<h1>How well Vitrine recommends here</h1>
<p>${inWords(evaluation, k)}</p>
<p>${PROTOCOL_WORDS[protocol]} There were ${users.toLocaleString('en')} such shoppers; for each, all ${items.toLocaleString('en')} items were ranked.
${escaped(note ?? '')} Learning took ${learnSeconds.toFixed(1)} s; the learned tables take ${tableBytesPerItem.toFixed(0)} bytes for each item.</p>
${section(evaluation)}
<h2>Latency</h2><p>Measured in the process that made this page, on one thread. The project's benchmark measures browsers.</p>
<figure>${latencyPlot(evaluation)}</figure>
${baskets ? `<h1>Completing baskets</h1><p>Half of the items of each of ${baskets.cases.toLocaleString('en')} orders was given, and the other half had to be found.</p>${section(baskets)}` : ''}
</body></html>
`;
}

const PROTOCOL_WORDS: Readonly<Record<Evaluation['protocol'], string>> = {
  'leave-one-out': 'The last two items of each shopper were held back, and the last one had to be found.',
  'time-split':
    'The last tenth of the days was held back, and the new items of the next order of known shoppers had to be found.',
  'cold-items':
    'A tenth of the items was held back, as if they were new, and had to be found if a shopper took them last.',
  'k-fold':
    'A fifth of the shoppers at a time was held back, and the new items of their last order had to be found.',
};

function inWords({ metrics }: Evaluation, k: number): string {
  const hit = (100 * metrics['vitrine']![`hr@${k}`]!).toFixed(1);
  const popular = (100 * metrics['popularity']![`hr@${k}`]!).toFixed(1);
  return `For <strong>${hit} of 100 shoppers</strong>, an item that they took next was among the ${k} items that Vitrine would have shown; with the most popular items it would have been ${popular} of 100.`;
}

function section(summary: Summary): string {
  const k = longest(summary);
  const ks = [...new Set(Object.keys(summary.metrics['vitrine']!).map((name) => Number(name.split('@')[1])))];
  return `<p>${escaped(leadSentence(summary.lead[`recall@${k}`]!, `Recall@${k}`))}</p>
<h2>How many are found</h2><p>Recall: the share of the items that shoppers took that were among the items shown.</p>
<figure>${recallPlot(
    summary,
    ks.toSorted((a, b) => a - b),
  )}</figure>
<h2>What each part is worth</h2><p>NDCG counts an item more if it is higher on the list. Lines are 95 % intervals. “Without” is Vitrine with one source switched off.</p>
<figure>${barsPlot(summary, `ndcg@${k}`, `NDCG@${k}`)}</figure>
<h2>How much of the catalogue is shown</h2><p>Coverage: the share of all items that is on some shopper's list.</p>
<figure>${barsPlot(summary, `coverage@${k}`, `Coverage@${k}`)}</figure>
<h2>Figures</h2><figure>${figuresTable(summary, k)}</figure>`;
}

function figuresTable({ metrics }: Summary, k: number): string {
  const names = Object.keys(metrics['vitrine']!).filter((name) => name.endsWith(`@${k}`));
  const rows = Object.entries(metrics).map(
    ([system, values]) =>
      `<tr${system === 'vitrine' ? ' class="own"' : ''}><td>${escaped(system)}</td>${names
        .map((name) => `<td>${values[name]!.toFixed(4)}</td>`)
        .join('')}</tr>`,
  );
  const head = names.map((name) => `<th>${escaped(name)}</th>`).join('');
  return `<table><thead><tr><th></th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
