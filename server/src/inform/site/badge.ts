/** A small picture that says how it stands, for a README or a page of somebody else. It has no script and loads nothing. */
import { escaped } from './words.ts';

const colours = {
  none: '#1a7f4b',
  maintenance: '#2f5fd0',
  minor: '#8a6100',
  major: '#b34700',
  critical: '#b3261e',
};

/** `label` is whose state it is; both texts are cut to what a badge can hold. */
export function badge(label: string, state: string, indicator: keyof typeof colours): string {
  const [left, right] = [short(label), short(state)];
  const [leftWidth, rightWidth] = [widthOf(left), widthOf(right)];
  const width = leftWidth + rightWidth;
  const text = (at: number, words: string) => `<text x="${at}" y="14">${escaped(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${escaped(`${left}: ${right}`)}">
<title>${escaped(`${left}: ${right}`)}</title>
<clipPath id="r"><rect width="${width}" height="20" rx="4"/></clipPath>
<g clip-path="url(#r)"><rect width="${leftWidth}" height="20" fill="#3b4048"/><rect x="${leftWidth}" width="${rightWidth}" height="20" fill="${colours[indicator]}"/></g>
<g fill="#fff" font-family="Verdana,Geneva,sans-serif" font-size="11" text-anchor="middle">${text(leftWidth / 2, left)}${text(leftWidth + rightWidth / 2, right)}</g>
</svg>
`;
}

const mostSigns = 40;

function short(text: string): string {
  const signs = [...text];
  return signs.length <= mostSigns ? text : `${signs.slice(0, mostSigns - 1).join('')}…`;
}

/** About as wide as the font; wide signs, such as those of Chinese, take twice as much. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e80 ? 13 : 7), 14);
}

/** A dot in a browser's tab that tells how the page stands. */
export function iconOf({ indicator }: { indicator: keyof typeof colours }): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${colours[indicator]}"/></svg>`;
}
