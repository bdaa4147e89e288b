/** A part of some texts, at any depth. */
export type PartOf<Texts> = {
  readonly [Key in keyof Texts]?: Texts[Key] extends string ? string : PartOf<Texts[Key]>;
};

/** Texts, with those of `own` in place of the ones of the same path. A value that does not fit its place is left out. */
export function mergeStrings<Texts extends object>(texts: Texts, own: PartOf<Texts> | undefined): Texts {
  const merged = { ...texts } as Record<string, unknown>;
  for (const [key, value] of Object.entries(own ?? {})) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (typeof before === 'object' && typeof value === 'object' && value)
      merged[key] = mergeStrings(before as object, value as object);
    else if (typeof before === typeof value) merged[key] = value;
  }
  return merged as Texts;
}
