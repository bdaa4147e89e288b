import { html } from '../server/html.ts';
import { kindOf } from '../server/listing.ts';
import { categoryPath, listing } from './parts.ts';
import type { PageParts, PageRequest } from './request.ts';

const ON_A_PAGE = 48;

export function categoryPage({ shop, url }: PageRequest, name: string): PageParts | undefined {
  const department = shop.departments.find((one) => one.name === name);
  if (!department) return undefined;
  const kind = url.searchParams.get('kind') ?? undefined;
  const items = department.items.filter((item) => kind === undefined || kindOf(item) === kind);
  const pages = Math.ceil(items.length / ON_A_PAGE);
  const page = Math.min(
    Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1),
    Math.max(1, pages),
  );
  const shown = items.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
  // Vitrine compares whole categories, as the catalogue spells them.
  const category = [...new Set(items.flatMap((item) => item.category ?? []))];
  return {
    title: kind ?? name,
    main: html` <div>
        <h1>${kind ?? name}</h1>
        <p class="quiet">${items.length} ${items.length === 1 ? 'product' : 'products'}</p>
      </div>
      ${
        department.kinds.length > 1 &&
        html`<ul class="kinds" aria-label="Kinds">
          <li><a href="${categoryPath(name)}" ${kind === undefined && html` aria-current="true"`}>All</a></li>
          ${department.kinds.map((one) => html`<li><a href="${categoryPath(name, one)}" ${one === kind && html` aria-current="true"`}>${one}</a></li>`)}
        </ul>`
      }
      <vitrine-shelf
        model="recommended-for-you"
        heading="Picked from ${kind ?? name}"
        limit="12"
        actions="cart,wishlist"
        filters="${JSON.stringify(category.length > 0 ? { category } : {})}"
      ></vitrine-shelf>
      <h2>All of it</h2>
      ${listing(shown)}
      ${
        pages > 1 &&
        html`<ul class="kinds" aria-label="Pages">
          ${Array.from({ length: pages }, (_, i) => {
            const query = new URLSearchParams({ ...(kind !== undefined && { kind }), page: String(i + 1) });
            return html`<li>
              <a
                href="${categoryPath(name)}?${query.toString()}"
                ${i + 1 === page && html` aria-current="page"`}
                >${i + 1}</a
              >
            </li>`;
          })}
        </ul>`
      }`,
  };
}
