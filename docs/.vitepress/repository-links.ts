import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { MarkdownRenderer } from 'vitepress';

const SITE = new URL('../', import.meta.url).href;

/**
 * Links to files outside docs/ work on a repository's host and lead nowhere on the site: there they are plain text.
 *
 * @throws {Error} If such a file does not exist.
 */
export function repositoryLinks(md: MarkdownRenderer): void {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      for (const [i, open] of (children ?? []).entries()) {
        const href = open.attrGet('href') ?? '';
        if (open.type !== 'link_open' || !href.startsWith('../')) continue;
        const file = new URL(href.replace(/#.*/, ''), pathToFileURL(String(env.path)));
        if (file.href.startsWith(SITE)) continue;
        if (!existsSync(file)) throw new Error(`${String(env.path)} links to ${href}, which does not exist`);
        const close = children!.slice(i).find(({ type }) => type === 'link_close')!;
        for (const token of [open, close]) token.tag = 'span';
        open.attrs = null;
      }
    }
  });
}
