/** Keys that were made on this screen, until it is closed: from the answer that has them to the page that shows them. */
const keys = new Map<string, string>();

export function keepKey(integration: string, key: string): void {
  keys.set(integration, key);
}

export function freshKey(integration: string): string | undefined {
  return keys.get(integration);
}
