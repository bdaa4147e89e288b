/** The text of an error, for the shopper. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
