/** Name of the file that says which pack is of which language; it lies beside their folders. */
export const LANGUAGES_FILE = 'languages.json';

/** What that file holds. */
export interface Languages {
  readonly format: 'vitrine-languages';
  readonly version: 1;
  /** The language for pages of all others. */
  readonly default: string;
  /** By language, as BCP 47 has it: the address of the manifest, from this file. */
  readonly packs: Readonly<Record<string, string>>;
}
