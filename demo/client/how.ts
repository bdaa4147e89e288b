/** The numbers of "How it works", by the public API. */
import type { Recommender } from 'vitrine';
import { h } from './h.ts';

const numbers = document.querySelector('#numbers')!;
const fetched = document.querySelector('#fetched')!;
const whyBackend = document.querySelector('#why-backend')!;

const size = (bytes: number) =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** Milliseconds from the call to the answer, the least of five: what the machine did besides counts less. */
async function timeOf(recommender: Recommender): Promise<{ all: number; scoring: number }> {
  const times: { all: number; scoring: number }[] = [];
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    const { ms } = await recommender.recommend({ model: 'recommended-for-you', limit: 12 });
    times.push({ all: performance.now() - from, scoring: ms });
  }
  return times.sort((a, b) => a.all - b.all)[0]!;
}

async function show(recommender: Recommender): Promise<void> {
  const [{ all, scoring }, profile, proof] = [
    await timeOf(recommender),
    await recommender.profile(),
    await recommender.verify(),
  ];
  const bytes = proof.fetched.reduce((sum, file) => sum + file.bytes, 0);
  const values = [
    { auto: '', webgpu: 'the GPU (WebGPU)', wasm: 'WebAssembly', js: 'JavaScript' }[profile.backend],
    `${all.toFixed(1)} ms, ${scoring.toFixed(1)} of them in the engine`,
    profile.items.toLocaleString('en'),
    String(profile.dim),
    `${proof.fetched.length} files, ${size(bytes)}`,
    'nothing',
    String(profile.events.length),
    String(profile.interests.length),
    profile.kept === 'disk'
      ? `on this device, ${proof.stored.encrypted ? 'encrypted' : 'plain'}`
      : 'in memory, for this visit',
  ];
  numbers.querySelectorAll('dd').forEach((cell, i) => {
    cell.textContent = values[i]!;
  });
  whyBackend.textContent = profile.reason === undefined ? '' : `Not the fastest: ${profile.reason}.`;
  fetched.replaceChildren(
    ...proof.fetched.map((file) =>
      h(
        'tr',
        {},
        h('td', {}, decodeURIComponent(new URL(file.url).pathname)),
        h('td', {}, file.bytes === 0 ? 'unknown' : size(file.bytes)),
        h('td', {}, file.checked ? 'yes' : 'no'),
      ),
    ),
  );
}

void window.vitrine?.then((recommender) => {
  const refresh = () => void show(recommender).catch(console.warn);
  refresh();
  recommender.on('change', refresh);
  document.querySelector<HTMLButtonElement>('#measure')!.onclick = refresh;
});
