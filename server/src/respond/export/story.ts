/** What an event says in a sentence, for the record that leaves: no screen, no colour, no knowledge of Muster needed. */
import type { EventData, EventType, IncidentEvent } from '@muster/contract/respond/events';
import type { Folded } from '../stream/model.ts';

/** Things that later events name by their id, by what they are called. */
export type Names = ReadonlyMap<string, string>;

type Tellers = { [T in EventType]?: (data: EventData<T>, names: Names) => string };

/** The sentence of an event. A type that is newer than this table is told by its own name. */
export function tell({ type, data }: IncidentEvent, names: Names): string {
  const teller = tellers[type] as ((data: unknown, names: Names) => string) | undefined;
  return teller ? teller(data, names) : type.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`);
}

/** The names of what has an id in this incident. */
export function namesIn({ state, entries }: Folded): Names {
  return new Map([
    ...state.tasks.map((one) => [one.id, one.text] as const),
    ...state.streams.map((one) => [one.id, one.title] as const),
    ...state.claims.map((one) => [one.id, one.system] as const),
    ...state.impact.map((one) => [one.id, one.who] as const),
    ...state.stopGaps.map((one) => [one.id, one.what] as const),
    ...state.handoffs.map((one) => [one.id, one.role] as const),
    ...state.links.map((one) => [one.id, one.label || one.to] as const),
    ...[...entries.values()].map((one) => [one.id, one.text] as const),
  ]);
}

/** An instant, for people of any zone. */
export function moment(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

const because = (reason: string | undefined) => (reason ? `: ${reason}` : '');
const until = (at: string | null | undefined) => (at ? ` until ${moment(at)}` : '');
const of = (names: Names, id: string) => names.get(id) ?? id;

const lifecycle: Tellers = {
  declared: ({ title, severity }) => `Declared at severity ${severity}: ${title}`,
  detailsChanged: (data) => `Changed ${Object.keys(data).join(', ')}`,
  servicesChanged: ({ services }) => `Services: ${services.join(', ') || 'none'}`,
  severityChanged: ({ severity, reason }) => `Severity is ${severity}${because(reason)}`,
  statusChanged: ({ status, reason }) => `Status is ${status}${because(reason)}`,
  timeStated: ({ name, at, source }) =>
    at === null ? `The moment "${name}" is taken back` : `"${name}" was at ${moment(at)} (${source})`,
  editedAfterClose: ({ changed, reason }) =>
    `Edited after it was closed: ${changed.map((one) => one.what).join(', ')}${because(reason)}`,
  closingExcepted: ({ missing, reason }) => `Closed without ${missing.join(', ')}${because(reason)}`,
  privacyChanged: (data) => `${data.private ? 'Made private' : 'Opened to everybody'}${because(data.reason)}`,
  imported: ({ sourceId }) => `Taken in from another tool, where it is ${sourceId}`,
  memberAdded: ({ person, reason }) => `${person} may see it${because(reason)}`,
  memberRemoved: ({ person, reason }) => `${person} may not see it any more${because(reason)}`,
};

const people: Tellers = {
  roleTaken: ({ role, person, how, reason }) => `${person} is ${role} (${how})${because(reason)}`,
  roleReleased: ({ role, person, reason }) => `${person} is not ${role} any more${because(reason)}`,
  handoffOffered: ({ role, to }) => `${role} is offered to ${to}`,
  handoffAccepted: ({ id }, names) => `Took over ${of(names, id)}`,
  handoffRefused: ({ id, reason }, names) => `Did not take over ${of(names, id)}${because(reason)}`,
  handoffWithdrawn: ({ id, reason }, names) =>
    `The offer of ${of(names, id)} is taken back${because(reason)}`,
  handoffEscalated: ({ id }, names) => `Nobody answered the offer of ${of(names, id)}`,
  commandPaged: ({ reason }) => `A commander is looked for${because(reason)}`,
  responderAsked: ({ person, asked }) => `${person} is asked to come${because(asked)}`,
  responderJoined: ({ person }) => `${person} is here`,
  responderReleased: ({ person, reason }) => `${person} is released${because(reason)}`,
};

const log: Tellers = {
  entryAdded: ({ text }) => text,
  entryChanged: ({ id }, names) => `Changed the line "${of(names, id)}"`,
  entrySettled: ({ id, state, text, result }, names) =>
    `"${of(names, id)}" is ${result ?? state}${because(text)}`,
  entryReopened: ({ id, reason }, names) => `"${of(names, id)}" is open again${because(reason)}`,
  entryPinned: ({ id, pinned }, names) => `${pinned ? 'Pinned' : 'Unpinned'} "${of(names, id)}"`,
  fileAdded: ({ name }) => `Added the file ${name}`,
  fileRemoved: ({ reason }) => `Removed a file${because(reason)}`,
  quietChanged: ({ quiet }) => (quiet ? 'The room is quiet' : 'The room is open again'),
};

const work: Tellers = {
  taskAdded: ({ text, person, dueAt }) => `Task${person ? ` for ${person}` : ''}${until(dueAt)}: ${text}`,
  taskChanged: ({ id }, names) => `Changed the task "${of(names, id)}"`,
  taskEnded: ({ id, state, result }, names) => `Task "${of(names, id)}" is ${state}${because(result)}`,
  taskReopened: ({ id, reason }, names) => `Task "${of(names, id)}" is open again${because(reason)}`,
  claimMade: ({ system, person, doing, until: end }) => `${person} changes ${system}${until(end)}: ${doing}`,
  claimExtended: ({ id, until: end }, names) => `${of(names, id)} is held${until(end)}`,
  claimReleased: ({ id, reason }, names) => `${of(names, id)} is free again${because(reason)}`,
  streamOpened: ({ title, lead }) => `Workstream${lead ? ` of ${lead}` : ''}: ${title}`,
  streamChanged: ({ id }, names) => `Changed the workstream "${of(names, id)}"`,
  streamReported: ({ id, condition, actions, needs }, names) =>
    `"${of(names, id)}" reports. Condition: ${condition}. Actions: ${actions}. Needs: ${needs}`,
  streamClosed: ({ id, reason }, names) => `Workstream "${of(names, id)}" is closed${because(reason)}`,
  impactStated: ({ level, who, from, until: end }) =>
    `Impact ${level} from ${moment(from)}${until(end)}: ${who}`,
  impactChanged: ({ id }, names) => `Changed the impact "${of(names, id)}"`,
  impactWithdrawn: ({ reason }) => `An impact is taken back${because(reason)}`,
  stopGapSet: ({ what, residual, until: end }) => `Stop-gap${until(end)}: ${what}. What is left: ${residual}`,
  stopGapMoved: ({ id, until: end, reason }, names) =>
    `The stop-gap "${of(names, id)}" stands${until(end)}${because(reason)}`,
  stopGapEnded: ({ id, reason }, names) => `The stop-gap "${of(names, id)}" is gone${because(reason)}`,
};

const links: Tellers = {
  pageLinked: () => 'A page belongs to it',
  linked: ({ kind, to, label }) => `Linked ${kind} ${label ? `${label} (${to})` : to}`,
  unlinked: ({ id, reason }, names) => `Took away the link ${of(names, id)}${because(reason)}`,
  merged: ({ into, reason }) => `Merged into ${into}${because(reason)}`,
  unmerged: ({ from, reason }) => `Apart from ${from} again${because(reason)}`,
  absorbed: ({ ref }) => `${ref} was merged into this`,
  released: ({ ref, reason }) => `${ref} is apart again${because(reason)}`,
  roomChanged: () => 'Changed where people meet',
  contextTaken: () => 'What stood around it was kept',
};

const news: Tellers = {
  updatePublished: ({ audience, text, nextAt }) =>
    `News for ${audience}: ${text}${nextAt ? ` Next by ${moment(nextAt)}.` : ''}`,
  updateAsked: ({ audience, text }) => `News for ${audience} wait: ${text}`,
  updateApproved: ({ audience }) => `Said yes to the news for ${audience}`,
  updateWithdrawn: ({ audience, how, reason }) => `News for ${audience} are ${how}${because(reason)}`,
  updateRetracted: ({ audience, reason }) => `News for ${audience} are taken back${because(reason)}`,
  updateCorrected: ({ audience, text, reason }) =>
    `News for ${audience} are put right${because(reason)}: ${text}`,
  replanned: ({ text, answer, options = [] }) =>
    `${answer === 'kept' ? 'The plan still holds' : 'The plan'}: ${text}${
      options.length > 0 ? ` (also possible: ${options.join('; ')})` : ''
    }`,
  clockMissed: ({ kind, dueAt }) => `The clock "${kind}" ran out at ${moment(dueAt)}`,
  watchBegan: ({ until: end, reason }) => `The damage is gone; it is watched${until(end)}${because(reason)}`,
  watchRecurred: ({ title, service }) => `Fired again while it was watched: ${title} (${service})`,
  watchEnded: ({ outcome, reason }) =>
    `${outcome === 'held' ? 'It held' : 'It is back'}, the watch is over${because(reason)}`,
  nudgeDismissed: ({ nudge, reason }) => `Put aside: ${nudge}${because(reason)}`,
};

const obligations: Tellers = {
  obligationStarted: ({ rule, owner, fact }) => `${rule.label} runs, owned by ${owner}: ${fact.what}`,
  obligationFactAdded: ({ kind, what, at }) => `${kind} at ${moment(at)}: ${what}`,
  obligationSubmitted: ({ step, reference, at }) =>
    `Submitted ${step} at ${moment(at)}, reference ${reference}`,
  obligationStepWaived: ({ step, waived, reason, decidedBy }) =>
    `${step} ${waived ? 'need not be submitted' : 'is owed after all'}, says ${decidedBy}: ${reason}`,
  obligationDeclined: ({ rule, reason, decidedBy }) =>
    `${rule.label} is not owed, says ${decidedBy}: ${reason}`,
  obligationAssigned: ({ owner, deputy }) => `The duty is ${owner}'s${deputy ? `, else ${deputy}'s` : ''}`,
  obligationCalled: () => 'Whoever owns a duty is paged',
};

const tellers: Tellers = { ...lifecycle, ...people, ...log, ...work, ...links, ...news, ...obligations };
