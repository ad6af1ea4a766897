/**
 * What is said on the phone. Strangers write titles, so nothing in them is markup: neither the mark-up of a call's
 * script nor that of a speaking voice. A mailbox presses no key, so it acknowledges nothing.
 */
import type { PageMessage } from '../../oncall/index.ts';
import { oneLine } from '../notification/model.ts';

/** The key that acknowledges. */
export const acknowledgeKey = '4';
const waitSeconds = 10;

/** The whole of what is read, once; scripts read it twice. */
export function spokenText({ page, note }: PageMessage): string {
  if (note) return sentence(`Muster. ${spoken(note.text, 200)}`);
  const where = page.service === null ? '' : ` for ${spoken(page.service, 64)}`;
  const press = `Press ${acknowledgeKey} to acknowledge.`;
  return `Muster. A page of ${page.urgency} urgency${where}. ${sentence(spoken(page.title, 160))} ${press}`;
}

/** A text that strangers wrote, without anything that a voice or a script could take for markup. */
export function spoken(text: string, longest: number): string {
  const plain = oneLine(text.replace(/[<>&{}[\]|\\^~`"]/g, ' '), longest);
  return plain === '' ? 'No title' : plain;
}

/** Read twice, and a key is awaited; whoever presses none hears that nothing was acknowledged. */
export function twimlOf(text: string, keysUrl: string): string {
  const say = `<Say>${xml(text)}</Say>`;
  return twiml(
    `<Gather input="dtmf" numDigits="1" timeout="${waitSeconds}" method="POST" action="${xml(keysUrl)}">${say}<Pause length="1"/>${say}</Gather><Say>${nothingPressed}</Say>`,
  );
}

export function twimlSaying(text: string): string {
  return twiml(`<Say>${xml(text)}</Say>`);
}

export const emptyTwiml = twiml('');

export function twimlMessage(text: string): string {
  return twiml(`<Message>${xml(text)}</Message>`);
}

/** The same for Vonage. */
export function nccoOf(text: string, keysUrl: string): object[] {
  return [
    { action: 'talk', text, bargeIn: true, loop: 2 },
    {
      action: 'input',
      type: ['dtmf'],
      dtmf: { maxDigits: 1, timeOut: waitSeconds, submitOnHash: false },
      eventUrl: [keysUrl],
    },
  ];
}

export const nccoSaying = (text: string): object[] => [{ action: 'talk', text }];

const nothingPressed = 'No key was pressed, so nothing was acknowledged. Goodbye.';

function twiml(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`;
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function xml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
