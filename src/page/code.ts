declare const __VITRINE_CODE__: string | undefined;

/** Tells this code from that of another version, a tab of which may be open beside it. The build sets it. */
export const CODE = typeof __VITRINE_CODE__ === 'string' ? __VITRINE_CODE__ : 'source';
