/** Whether there is a database of that name; opening one would create it. */
export async function hasDatabase(name: string): Promise<boolean> {
  return (await indexedDB.databases()).some((one) => one.name === name);
}
