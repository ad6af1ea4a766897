/** How many colours there are for people in a document (document.css). */
const tints = 6;

/** The same person has the same colour on every screen. */
export function tintOf(person: string): number {
  let sum = 0;
  for (const letter of person) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum % tints;
}
