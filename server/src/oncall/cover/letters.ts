/** What people are told about requests for cover. Plain sentences; names and notes are escaped where they are sent. */
import type { Letter } from '../../catalog/index.ts';
import type { Reader } from '../letter/model.ts';
import { type Offer, openParts, type Request, spanText } from './model.ts';
import type { Span } from './span.ts';

export function askedLetter(request: Request, reader: Reader, isReminder: boolean): Letter {
  const again = isReminder ? 'Still open: ' : '';
  if (request.asked.kind === 'swap') return swapLetter(request, request.asked.exchange, reader, again);
  return {
    subject: `${again}${request.person} asks for cover on ${request.schedule}`,
    paragraphs: [
      `${request.person} asks somebody to take over this shift, or a part of it. Until somebody does, it stays with ${request.person}.`,
      ...(request.note ? [`${request.person} says: ${request.note}`] : []),
    ],
    facts: openParts(request).map((part) => ({ label: 'Open', value: spanText(part, reader.timeZone) })),
    link: offerLink(request, reader, 'Offer cover'),
  };
}

function swapLetter(
  request: Request,
  exchange: { schedule: string; start: string; end: string },
  reader: Reader,
  again: string,
): Letter {
  const wanted = { start: Temporal.Instant.from(exchange.start), end: Temporal.Instant.from(exchange.end) };
  return {
    subject: `${again}${request.person} proposes a swap on ${request.schedule}`,
    paragraphs: [
      'If you agree, the two shifts change hands at once. Until then both stay where they are.',
      ...(request.note ? [`${request.person} says: ${request.note}`] : []),
    ],
    facts: [
      ...openParts(request).map((part) => ({ label: 'You take', value: spanText(part, reader.timeZone) })),
      {
        label: `${request.person} takes`,
        value: `${exchange.schedule}, ${spanText(wanted, reader.timeZone)}`,
      },
    ],
    link: offerLink(request, reader, 'Answer'),
  };
}

export function stillYoursLetter(request: Request, reader: Reader): Letter {
  return {
    subject: `Nobody has taken over all of your shift on ${request.schedule} yet`,
    paragraphs: ['What is open stays with you, and you are called.'],
    facts: openParts(request).map((part) => ({ label: 'Open', value: spanText(part, reader.timeZone) })),
    link: linkTo(reader, 'See the request'),
  };
}

export function offeredLetter(request: Request, offer: Offer, reader: Reader): Letter {
  const { exchange } = offer;
  return {
    subject: `${offer.person} offers to cover for you on ${request.schedule}`,
    paragraphs: [
      exchange
        ? `${offer.person} takes over your shift if you take over theirs on ${exchange.schedule}. It happens when you accept.`
        : `${offer.person} takes over your shift when you accept.`,
      ...(offer.note ? [`${offer.person} says: ${offer.note}`] : []),
    ],
    facts: [
      { label: 'Yours', value: spanText(offer, reader.timeZone) },
      ...(exchange ? [{ label: 'Theirs', value: spanText(exchange, reader.timeZone) }] : []),
    ],
    link: linkTo(reader, 'Answer'),
  };
}

/** To both: what changed hands. */
export function takenLetter(request: Request, offer: Offer, parts: readonly Span[], reader: Reader): Letter {
  const { exchange } = offer;
  return {
    subject: `${offer.person} covers for ${request.person} on ${request.schedule}`,
    paragraphs: [`${offer.person} has taken over from ${request.person}, and is called then.`],
    facts: [
      ...parts.map((part) => ({ label: offer.person, value: spanText(part, reader.timeZone) })),
      ...(exchange
        ? [{ label: request.person, value: `${exchange.schedule}, ${spanText(exchange, reader.timeZone)}` }]
        : []),
    ],
    link: linkTo(reader, 'See who is on call'),
  };
}

/** To whoever offered: it comes to nothing, and why. */
export function inVainLetter(request: Request, offer: Offer, why: string, reader: Reader): Letter {
  return {
    subject: `Your offer to cover for ${request.person} on ${request.schedule} is not needed`,
    paragraphs: [why, 'You are not called for it.'],
    facts: [{ label: 'Offered', value: spanText(offer, reader.timeZone) }],
    link: linkTo(reader, 'See the request'),
  };
}

/** Straight to the form in which this request is answered. */
function offerLink({ id }: Request, { url }: Reader, label: string) {
  return { label, url: `${url}/on-call/cover?offer=${id}` };
}

function linkTo({ url }: Reader, label: string) {
  return { label, url: `${url}/on-call/cover` };
}
