import { html } from '../server/html.ts';
import type { PageParts } from './request.ts';

export function missingPage(): PageParts {
  return {
    title: 'Not here',
    status: 404,
    main: html` <div>
        <h1>There is nothing here</h1>
        <p>Try the search, or <a href="/">go home</a>.</p>
      </div>
      <vitrine-shelf model="trending-items" limit="12"></vitrine-shelf>`,
  };
}
