/** Search by image, for `<vitrine-search>`. A chunk of its own: only packs with images need it. */
import { h } from './h.ts';

/** A button that lets the shopper choose an image. */
export interface ImageButton {
  /** Sets the button's name, in the page's language. */
  label(text: string): void;
  remove(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
const CAMERA =
  'M9 4 7.5 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.5L15 4Zm3 4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z';

/**
 * Adds the button to a search. The image may also be dropped or pasted on the search.
 *
 * @param host The search's element.
 * @param next The element that the button is put before.
 * @param onImage Gets the file that the shopper chose; it may be something other than an image.
 */
export function addImageButton(
  host: HTMLElement,
  next: HTMLElement,
  onImage: (file: File) => void,
): ImageButton {
  const picker = h('input', { type: 'file', accept: 'image/*', hidden: true });
  const button = h('button', { part: 'image-button', class: 'image-button', type: 'button' }, camera());
  const removed = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(
    element: HTMLElement,
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ) => {
    element.addEventListener(name, listener, { signal: removed.signal });
  };
  const take = (files: FileList | undefined | null, event?: Event) => {
    button.classList.remove('over');
    const file = files?.[0];
    if (!file) return;
    event?.preventDefault(); // otherwise the browser would leave the page to show the file
    onImage(file);
  };
  on(button, 'click', () => {
    picker.click();
  });
  on(picker, 'change', () => {
    take(picker.files);
    picker.value = ''; // so that choosing the same file again is a change
  });
  on(host, 'dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    button.classList.add('over');
  });
  on(host, 'dragleave', () => {
    button.classList.remove('over');
  });
  on(host, 'drop', (event) => {
    take(event.dataTransfer?.files, event);
  });
  on(host, 'paste', (event) => {
    take(event.clipboardData?.files, event);
  });
  next.before(picker, button);
  return {
    label: (text) => {
      button.title = text;
      button.setAttribute('aria-label', text);
    },
    remove: () => {
      removed.abort();
      picker.remove();
      button.remove();
    },
  };
}

function camera(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  path.setAttribute('d', CAMERA);
  return svg;
}
