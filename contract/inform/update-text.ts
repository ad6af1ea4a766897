/**
 * The texts that news begin with, and what is still to be filled in (practice.md 6.5). Made from the record alone; what
 * the record does not tell stays open as `{what is missing}`, and is not sent like that.
 */
import type { Audience } from '../respond/settings.ts';
import type { Impact, IncidentState } from '../respond/state.ts';

type Known = Pick<
  IncidentState,
  | 'title'
  | 'severity'
  | 'rule'
  | 'services'
  | 'impact'
  | 'commander'
  | 'declaredAt'
  | 'times'
  | 'updates'
  | 'plan'
>;

/** The first word to an audience needs no impact (R53); later ones say what changed. */
export function beginning(state: Known, audience: Audience): string {
  const isFirst = state.updates[audience] === undefined;
  return (isFirst ? firsts[audience] : laters[audience])(state);
}

/** What is still open in a text: the names between braces, each once. JSON that somebody pasted is no gap. */
export function missingIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([^\s{}"][^{}"\n]{0,79})\}/g)].map((one) => one[1] ?? ''))];
}

export function stillWorking(audience: Audience): string {
  return isOutside(audience)
    ? 'We are still working on this. What we wrote last still holds.'
    : 'Still working on it. Nothing has changed since the last news.';
}

/** Those who read it know nothing of the company's inside. */
export function isOutside(audience: Audience): boolean {
  return audience === 'customers' || audience === 'partners' || audience === 'regulators';
}

type Write = (state: Known) => string;

const headsUp: Write = (state) =>
  `We are looking into ${state.title}${inServices(state)}, since ${since(state)}. ${impactText(state.impact)} ${leadText(state)}`;

const inside: Write = (state) =>
  [
    `How it stands: {how it stands}.`,
    `Since the last news: {what has changed}.`,
    `Next: ${state.plan?.text.trim() || '{next step, and who}'}`,
    impactText(state.impact),
  ].join('\n');

const forCustomers: Write = () => 'We are looking into {what does not work}, which affects {who}.';

const customersLater: Write = () => '{What} {does what now}. {What has changed since the last post}.';

const firsts: Record<Audience, Write> = {
  responders: headsUp,
  staff: headsUp,
  executives: (state) =>
    `${state.rule.label}: ${state.title}${inServices(state)}, since ${since(state)}. ${impactText(state.impact)} ${leadText(state)}\nDecisions needed: {none, or which}.`,
  customers: forCustomers,
  partners: forCustomers,
  regulators: () => 'Since {when} {what} is affected. Known so far: {what is known}.',
};

const laters: Record<Audience, Write> = {
  responders: inside,
  staff: inside,
  executives: (state) => `${inside(state)}\nDecisions needed: {none, or which}.`,
  customers: customersLater,
  partners: customersLater,
  regulators: () => 'Known since the last report: {what is known}. Done: {what was done}.',
};

function inServices({ services }: Known): string {
  return services.length === 0 ? '' : ` (${services.join(', ')})`;
}

function since({ times, declaredAt }: Known): string {
  return `${(times.impactStart ?? declaredAt).slice(11, 16)} UTC`;
}

function leadText({ commander }: Known): string {
  return commander === null ? 'A lead is being found.' : `${commander} leads.`;
}

/** "Not known yet" is an answer. */
function impactText(impact: readonly Impact[]): string {
  const open = impact.filter((one) => one.until === null && one.level !== 'unknown');
  if (open.length === 0)
    return impact.some((one) => one.until !== null) ? 'The impact is over.' : 'The impact is not known yet.';
  return `Affected: ${open.map((one) => one.who).join('; ')}.`;
}
