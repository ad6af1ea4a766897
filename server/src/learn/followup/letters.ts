/** What people are told of follow-ups. Of a private incident a letter tells neither what is to be done nor why (P11). */
import { cut } from '@muster/contract/platform/cut';
import type { Letter } from '../../catalog/index.ts';
import type { FollowUp, Reminder } from './model.ts';

interface About {
  url: string;
  isPrivate: boolean;
}

const subjects: Readonly<Record<Reminder['kind'], string>> = {
  before: 'is due soon',
  due: 'is due today',
  late: 'is overdue',
  team: 'has been overdue for a while',
  check: 'did it help?',
  'check-again': 'did it help?',
};

export function reminderLetter(one: FollowUp, kind: Reminder['kind'], about: About): Letter {
  const isCheck = kind === 'check' || kind === 'check-again';
  const paragraphs = isCheck
    ? ['It was done a while ago. Say whether it helped, or that it cannot be told.']
    : kind === 'team'
      ? ['Its date has passed. Somebody of the team can take it, move its date with a reason, or give it up.']
      : [
          'When it is done, say by what it can be seen. A date that does not hold can be moved with a reason.',
        ];
  return letter(one, { ...about, what: subjects[kind], paragraphs, label: isCheck ? 'Answer' : 'Open it' });
}

export function assignedLetter(one: FollowUp, by: string, about: About): Letter {
  const isApproved = one.approvedBy === by;
  const did = isApproved ? `${by} approved it: it is promised, by you.` : `${by} put it down to you.`;
  const what = isApproved ? 'is approved and yours' : 'is yours';
  const paragraphs = [`${did} If that is wrong, hand it on there.`];
  return letter(one, { ...about, what, paragraphs, label: 'Open it' });
}

export function approvalLetter(one: FollowUp, by: string, about: About): Letter {
  const paragraphs = [
    `${by} wants to promise it. It counts as promised when one of those who approve says so.`,
  ];
  return letter(one, { ...about, what: 'waits for your approval', paragraphs, label: 'Look at it' });
}

function letter(
  one: FollowUp,
  { url, isPrivate, what, paragraphs, label }: About & { what: string; paragraphs: string[]; label: string },
): Letter {
  const title = isPrivate ? 'a confidential follow-up' : cut(one.title, 120);
  const facts = [
    ...(one.dueOn === null || one.state === 'done' ? [] : [{ label: 'Due', value: one.dueOn }]),
    ...(isPrivate || !one.deliverable ? [] : [{ label: 'To show for it', value: cut(one.deliverable, 500) }]),
  ];
  return {
    subject: `${one.ref}: ${what} (${title})`,
    paragraphs,
    facts,
    link: { url: `${url}/learn/follow-ups?open=${one.ref}`, label },
  };
}
