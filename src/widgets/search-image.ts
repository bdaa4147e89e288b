/** Search by photo, for `<vitrine-search>`. Its own chunk: only packs with pictures need it. */
import { h } from './h.ts';

export interface PhotoButton {
  /** What it is called, in the page's language. */
  name(label: string): void;
  remove(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
const CAMERA =
  'M9 4 7.5 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.5L15 4Zm3 4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z';

/** Puts a button before another, by which a photo is picked; on `host` it may be dropped or pasted as well. */
export function addPhotoButton(
  host: HTMLElement,
  next: HTMLElement,
  take: (photo: File) => void,
): PhotoButton {
  const picker = h('input', { type: 'file', accept: 'image/*', hidden: true });
  const button = h('button', { part: 'photo', class: 'photo', type: 'button' }, camera());
  const leave = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(
    element: HTMLElement,
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ) => {
    element.addEventListener(name, listener, { signal: leave.signal });
  };
  const taken = (files: FileList | undefined | null, event?: Event) => {
    button.classList.remove('over');
    const photo = files?.[0];
    if (!photo) return;
    event?.preventDefault(); // else the browser would go to the photo
    take(photo);
  };
  on(button, 'click', () => {
    picker.click();
  });
  on(picker, 'change', () => {
    taken(picker.files);
    picker.value = ''; // so that the same photo may be picked again
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
    taken(event.dataTransfer?.files, event);
  });
  on(host, 'paste', (event) => {
    taken(event.clipboardData?.files, event);
  });
  next.before(picker, button);
  return {
    name: (label) => {
      button.title = label;
      button.setAttribute('aria-label', label);
    },
    remove: () => {
      leave.abort();
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
