interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const policy = ownPolicy();

/** The address of one of Vitrine's scripts, as a page that demands Trusted Types takes it. The page allows `vitrine`. */
export function trustedScript(url: string | URL): string {
  return policy ? policy.createScriptURL(String(url)) : String(url);
}

/** Only the code here can reach the policy, and gives it no address but those of Vitrine's own scripts. */
function ownPolicy(): ReturnType<TrustedTypes['createPolicy']> | undefined {
  try {
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    return trustedTypes?.createPolicy('vitrine', { createScriptURL: (url) => url });
  } catch {
    return undefined; // the page allows other policies only
  }
}
