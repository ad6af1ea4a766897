/**
 * The beginning of a text, at most so many UTF-16 units long; one fewer where the cut would leave half of a character,
 * which neither the database nor a mail can keep.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const begun = text.slice(0, most);
  return begun.isWellFormed() ? begun : begun.slice(0, -1);
}
