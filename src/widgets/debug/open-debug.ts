/** What `?vitrine-debug` shows. Its own chunk, which no other page loads. Nothing of it leaves the device. */
import { pageRecommender } from '../../page/page-recommender.ts';
import type { Recommender } from '../../types.ts';
import { Blocked } from './blocked.ts';
import { Captured } from './captured.ts';
import { consentTold } from './consent-told.ts';
import { DebugPanel } from './debug-panel.ts';
import type { Row, Section } from './sections.ts';
import { served } from './served.ts';

/** Milliseconds after which the files and consent are looked at again: the rest of the pack and platforms come late. */
const LATER = 4000;

/** Opens the panel, and follows the page with it. */
export async function openDebug(): Promise<void> {
  const panel = new DebugPanel();
  const show = (section: Section) => {
    panel.show(section);
  };
  const blocked = new Blocked(() => {
    show(policySection(blocked.rows));
  });
  show(policySection(blocked.rows));
  const recommender = await pageRecommender();
  const captured = new Captured(recommender, () => {
    show(capturedSection(captured.rows));
    print(capturedSection(captured.rows));
  });
  show(capturedSection(captured.rows));
  recommender.on('change', () => void showEngine(recommender, show));
  for (const wait of [0, LATER]) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const sections = [...(await showEngine(recommender, show)), filesSection(await served(recommender))];
    sections.forEach(show);
    if (wait > 0) sections.forEach(print);
  }
}

async function showEngine(recommender: Recommender, show: (section: Section) => void): Promise<Section[]> {
  const profile = await recommender.profile();
  const { backend, reason, items, dim, events } = profile;
  const engine = {
    title: 'Engine',
    rows: [
      { what: 'scorer', is: reason === undefined ? backend : `${backend}: ${reason}` },
      { what: 'items in the pack', is: `${items}, of ${dim} numbers each` },
      { what: 'events of the history', is: String(events.length) },
    ],
    none: '',
  };
  const sections = [{ title: 'Consent', rows: consentTold(profile), none: '' }, engine];
  sections.forEach(show);
  return sections;
}

function capturedSection(rows: readonly Row[]): Section {
  return {
    title: 'Captured on this page',
    rows,
    none: 'nothing yet: a page has a second to fill its data layer',
  };
}

function policySection(rows: readonly Row[]): Section {
  return { title: 'Blocked by the policy', rows, none: 'nothing that this page could see' };
}

function filesSection(rows: readonly Row[]): Section {
  return { title: 'Files', rows, none: 'none' };
}

function print({ title, rows }: Section): void {
  if (rows.length === 0) return;
  /* eslint-disable no-console -- it was asked for */
  console.info(`vitrine debug: ${title}`);
  console.table(rows);
  /* eslint-enable no-console */
}
