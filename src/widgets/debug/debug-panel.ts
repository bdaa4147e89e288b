import { h } from '../h.ts';
import type { Row, Section } from './sections.ts';

const CSS = `
  :host { all: initial; position: fixed; inset: auto 0.5rem 0.5rem auto; z-index: 2147483647; color-scheme: light dark; }
  section { box-sizing: border-box; inline-size: min(44rem, calc(100vw - 1rem)); max-block-size: 70vh; overflow: auto;
    padding: 0.5rem 0.75rem; font: 0.8125rem/1.4 system-ui, sans-serif; color: CanvasText; background: Canvas;
    border: 1px solid GrayText; border-radius: 0.5rem; }
  header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
  h2 { margin: 0; font-size: 1rem; }
  button { min-block-size: 1.75rem; font: inherit; }
  summary { padding-block: 0.25rem; font-weight: 600; cursor: pointer; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; }
  th, td { padding: 0.125rem 0.75rem 0.125rem 0; text-align: start; vertical-align: top; overflow-wrap: anywhere; min-inline-size: 4rem; }
  p { margin: 0.25rem 0; }`;

/** Shows sections on top of a page, until it is closed: by its button, or by Escape while it has the focus. */
export class DebugPanel {
  readonly #host = h('div', { id: 'vitrine-debug' });
  readonly #body = h('div');
  readonly #open = new Map<string, HTMLElement>();

  constructor() {
    const close = () => {
      this.#host.remove();
    };
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet(); // a policy may forbid `<style>`
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const panel = h(
      'section',
      {
        'aria-label': 'Vitrine debug',
        tabindex: 0,
        onkeydown: (event) => {
          if ((event as KeyboardEvent).key === 'Escape') close();
        },
      },
      h('header', {}, h('h2', {}, 'Vitrine debug'), h('button', { type: 'button', onclick: close }, 'Close')),
      this.#body,
    );
    root.append(panel);
    document.body.append(this.#host);
    panel.focus({ preventScroll: true });
  }

  /** Shows a section, in the place of the one of its name. */
  show({ title, rows, none }: Section): void {
    const content = rows.length > 0 ? tableOf(title, rows) : h('p', {}, none);
    const before = this.#open.get(title);
    if (before) before.lastElementChild!.replaceWith(content);
    else {
      const section = h('details', { open: true }, h('summary', {}, title), content);
      this.#open.set(title, section);
      this.#body.append(section);
    }
  }
}

function tableOf(title: string, rows: readonly Row[]): HTMLElement {
  const columns = Object.keys(rows[0]!);
  const head = columns.map((name) => h('th', { scope: 'col' }, name));
  const lines = rows.map((row) => h('tr', {}, ...columns.map((name) => h('td', {}, row[name] ?? ''))));
  const table = h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...lines));
  return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': title }, table);
}
