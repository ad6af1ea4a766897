const worker = '/sw.js';

interface Rules {
  createScriptURL(url: string): string;
}

/**
 * The address of the service worker, as the content policy wants it: no text becomes script, except through the one
 * policy that it names, and that policy knows this address alone. Browsers without such policies take the text.
 */
export function trustedWorker(): string {
  const factory: unknown = Reflect.get(globalThis, 'trustedTypes');
  return isFactory(factory)
    ? factory.createPolicy('muster', { createScriptURL: () => worker }).createScriptURL(worker)
    : worker;
}

function isFactory(value: unknown): value is { createPolicy(name: string, rules: Rules): Rules } {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
