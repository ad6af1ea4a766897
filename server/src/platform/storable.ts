/**
 * What PostgreSQL can keep: its texts and jsonb take neither U+0000 nor half of a surrogate pair, which JSON can
 * say. Checked where a body, a query or a file comes in, so that no such text reaches a statement. A list of
 * what is still to look at instead of recursion, because a body may be nested as deeply as it is long.
 */
export function isStorable(value: unknown): boolean {
  const ahead = [value];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (typeof next === 'string' && (next.includes('\0') || !next.isWellFormed())) return false;
    if (next === null || typeof next !== 'object') continue;
    for (const [key, inner] of Object.entries(next)) ahead.push(key, inner ?? null);
  }
  return true;
}
