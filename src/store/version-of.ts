/** Version of the database of that name; 0 if there is none. Opening it to find out would create it. */
export async function versionOf(name: string): Promise<number> {
  return (await indexedDB.databases()).find((one) => one.name === name)?.version ?? 0;
}
