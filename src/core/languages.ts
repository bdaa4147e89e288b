/** Name of the file that lists the packs of a catalogue by language. It is beside their folders. */
export const LANGUAGES_FILE = 'languages.json';

/** The content of that file. */
export interface Languages {
  readonly format: 'vitrine-languages';
  readonly version: 1;
  /** The language for pages in a language without a pack. */
  readonly default: string;
  /** From a BCP 47 tag to the address of the manifest, relative to this file. */
  readonly packs: Readonly<Record<string, string>>;
}
