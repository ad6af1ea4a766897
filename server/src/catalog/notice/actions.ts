import type { Act } from '../../platform/act.ts';
import { sendLetter } from '../letter/actions.ts';
import { administratorNames, findPerson } from '../person/store.ts';
import {
  breakGlassLetter,
  factorLetter,
  newBrowserLetter,
  newPasswordLetter,
  type Occasion,
} from './model.ts';

/** To the person: somebody signed in from a browser that is not one of the person's own devices. */
export async function tellOfNewBrowser(act: Act, name: string): Promise<void> {
  const person = await findPerson(act.tx, name);
  if (!person) return;
  sendLetter(act, {
    person: name,
    to: person.email,
    letter: newBrowserLetter(person.fullName, occasionOf(act)),
  });
}

export function tellOfNewPassword(act: Act, person: { name: string; email: string; fullName: string }): void {
  const letter = newPasswordLetter(person.fullName, occasionOf(act));
  sendLetter(act, { person: person.name, to: person.email, letter });
}

/** To the person: a second factor came, went or was used up. */
export function tellOfFactor(
  act: Act,
  person: { name: string; email: string; fullName: string },
  what: string,
): void {
  sendLetter(act, {
    person: person.name,
    to: person.email,
    letter: factorLetter(person.fullName, what, occasionOf(act)),
  });
}

/** To every administrator, and to the log, which also tells it where no mail is set up. */
export async function announceBreakGlass(act: Act, name: string): Promise<void> {
  const who = await findPerson(act.tx, name);
  act.platform.log.warn({ person: name, address: act.caller.address }, 'a break-glass account was used');
  const letter = breakGlassLetter(who?.fullName ?? name, occasionOf(act));
  for (const administrator of await administratorNames(act.tx)) {
    const person = await findPerson(act.tx, administrator);
    if (person) sendLetter(act, { person: administrator, to: person.email, letter });
  }
}

function occasionOf({ now, caller, platform }: Act): Occasion {
  return {
    at: now,
    address: caller.address,
    userAgent: caller.userAgent ?? null,
    url: platform.settings.url,
  };
}
