/** Follows the shop's own links without loading the page anew. */
export class Router {
  constructor(private readonly show: (url: URL, how: 'link' | 'back' | 'typed') => void) {
    document.addEventListener('click', (event) => {
      this.follow(event);
    });
    addEventListener('popstate', () => {
      this.show(new URL(location.href), 'back');
    });
  }

  /** Shows the page of the address the shopper came with. */
  start(): void {
    this.show(new URL(location.href), 'back');
  }

  /** Goes to an address as its link would. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.show(new URL(location.href), 'link');
  }

  /** Goes to an address while the shopper is typing; `replace` keeps one entry for the whole word. */
  type(path: string, replace: boolean): void {
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    this.show(new URL(location.href), 'typed');
  }

  private follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.target || link.origin !== location.origin || link.hash || link.download) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}
