/** Whether two names mean one system: however they are typed, cased and spaced. */
export function sameSystem(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
