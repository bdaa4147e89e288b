/** The addresses of the images that elements of this page have the browser load: their hosts learn of them. */
export const shownImages = new Set<string>();
