import type { Row } from './sections.ts';

/** What a browser reports, in the two ways in which it does. */
interface Violation {
  readonly effectiveDirective?: unknown;
  readonly blockedURI?: unknown;
  readonly blockedURL?: unknown;
  readonly sourceFile?: unknown;
}

interface Observer {
  observe: () => void;
}

/** Collects what the page's Content Security Policy refuses, also from before if the browser remembers it. */
export class Blocked {
  readonly #rows = new Map<string, Row>();

  /** @param changed Called when there is more to show. */
  constructor(private readonly changed: () => void) {
    document.addEventListener('securitypolicyviolation', (violation) => {
      this.#add(violation);
    });
    // Firefox has none.
    const { ReportingObserver } = window as unknown as {
      ReportingObserver?: new (
        take: (reports: { body: Violation | null }[]) => void,
        options: object,
      ) => Observer;
    };
    if (!ReportingObserver) return;
    const take = (reports: { body: Violation | null }[]) => {
      for (const { body } of reports) if (body) this.#add(body);
    };
    new ReportingObserver(take, { types: ['csp-violation'], buffered: true }).observe();
  }

  get rows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  #add({ effectiveDirective, blockedURI, blockedURL, sourceFile }: Violation): void {
    const [directive, what, by] = [effectiveDirective, blockedURI ?? blockedURL, sourceFile].map((value) =>
      typeof value === 'string' ? value : '',
    ) as [string, string, string];
    this.#rows.set(`${directive} ${what}`, { directive, what, by });
    this.changed();
  }
}
