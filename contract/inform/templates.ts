/**
 * The beginnings of news that Muster brings (practice.md 6.5), and how what the record tells is filled in. What stands
 * between braces afterwards is a gap for people, and nothing is sent with a gap. Customers, partners and regulators are
 * told nothing by itself that comes from inside: of them only moments are filled in.
 */
import type { Audience, Template } from '../respond/settings.ts';

type Moment = Template['moment'];
type Texts = Readonly<Record<Moment, string>>;

const headsUp = 'We are looking into {symptom}{in services}, since {since}. {impact} {lead}';
const inside = [
  'How it stands: {how it stands}.',
  'Since the last news: {what has changed}.',
  'Next: {next step, and who}',
  '{impact}',
].join('\n');
const over = 'It is over{in services}. {what it was}. {impact} Left to do: {what is left, or nothing}.';

const customers: Texts = {
  first: 'We are looking into {what does not work}, which affects {who}.',
  later: '{What} {does what now}. {What has changed since the last post}.',
  closing:
    '{Service} works normally since {end}. It was affected from {start} to {end}: {effect}. Data: {none was lost, or what and what to do}.',
};

/** Each audience has all three moments. */
const shipped: Readonly<Record<Audience, Texts>> = {
  responders: { first: headsUp, later: inside, closing: over },
  staff: { first: headsUp, later: inside, closing: over },
  executives: {
    first:
      '{severity}: {symptom}{in services}, since {since}. {impact} {lead}\nDecisions needed: {none, or which}.{outside duties}',
    later: `${inside}\nDecisions needed: {none, or which}.{outside duties}`,
    closing: `${over}\nDecisions needed: {none, or which}.{outside duties}`,
  },
  customers,
  partners: customers,
  regulators: {
    first: 'Since {when} {what} is affected. Known so far: {what is known}.',
    later: 'Known since the last report: {what is known}. Done: {what was done}.',
    closing: 'It ended at {end}. Affected: {what, and whom}. Done: {what was done}.',
  },
};

/** The company's own where it has one. */
export function templateOf(own: readonly Template[], audience: Audience, moment: Moment): string {
  return (
    own.find((one) => one.audience === audience && one.moment === moment)?.text ?? shipped[audience][moment]
  );
}

/** All that Muster brings, for those who change them. */
export function shippedTemplates(): Template[] {
  return Object.entries(shipped).flatMap(([audience, texts]) =>
    Object.entries(texts).map(([moment, text]) => ({ audience, moment, text }) as Template),
  );
}

/** The names of gaps as they are written, and what the record tells for them; what it does not tell stays a gap. */
export function filled(template: string, known: Readonly<Record<string, string>>): string {
  return template.replace(gap, (whole, name: string) =>
    Object.hasOwn(known, name) ? (known[name] ?? whole) : whole,
  );
}

/** What is still open in a text: the names between braces, each once. JSON that somebody pasted is no gap. */
export function gapsIn(text: string): string[] {
  return [...new Set([...text.matchAll(gap)].map((one) => one[1] ?? ''))];
}

/** Whether a text is a template of which nothing but the gaps was changed, so that a rule may let it go. */
export function isMadeFrom(template: string, text: string): boolean {
  const [first = '', ...others] = template.split(gapless);
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return at <= end;
}

const gap = /\{([^\s{}"][^{}"\n]{0,79})\}/g;
const gapless = /\{[^\s{}"][^{}"\n]{0,79}\}/g;
