import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/** Packages that a declaration may name: a project that imports it has them. */
const PEERS = ['react', 'vue'];

/**
 * The declaration files that the entries of a package lead to, as paths from its root. The compiler writes one for every
 * source file, most of which no user can name.
 *
 * @param exports The `exports` of package.json.
 * @throws {Error} If one imports a package that its user need not have.
 */
export async function declarations(
  root: string,
  exports: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const entries = Object.values(exports).flatMap((entry) =>
    hasTypes(entry) ? [join(root, entry.types)] : [],
  );
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const code = await readFile(file, 'utf8');
    for (const [, id] of code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
      if (id!.startsWith('.')) await visit(declarationOf(resolve(dirname(file), id!)));
      else if (!PEERS.includes(id!)) throw new Error(`${relative(root, file)} needs the types of ${id!}`);
    }
  };
  for (const entry of entries) await visit(entry);
  return [...found].map((file) => relative(root, file)).sort();
}

const hasTypes = (entry: unknown): entry is { readonly types: string } =>
  typeof entry === 'object' && entry !== null && 'types' in entry;

/** `x.js` is declared by `x.d.ts`; a module that is only declared is imported as `x.d.ts`. */
function declarationOf(path: string): string {
  return existsSync(path) && path.endsWith('.d.ts') ? path : path.replace(/(\.d)?\.[jt]s$/, '.d.ts');
}
