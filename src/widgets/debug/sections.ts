/** One line of a section of the panel, by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** A part of the panel. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Stands in the place of rows. */
  readonly none: string;
}
