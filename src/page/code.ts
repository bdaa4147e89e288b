declare const __VITRINE_CODE__: string | undefined;

/** A hash of this version's code: a tab of another version may be open beside this one. The build sets it. */
export const CODE = typeof __VITRINE_CODE__ === 'string' ? __VITRINE_CODE__ : 'source';
