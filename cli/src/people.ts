import {
  deactivatePerson,
  type Invitation,
  inviteAgain,
  invitePerson,
  listPeople,
  type Person,
  reactivatePerson,
} from '@muster/contract/catalog/people';
import { type Access, accessLevels } from '@muster/contract/platform/endpoint';
import { type Command, Option } from 'commander';
import { lastTime, moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';

/** Who has an account: listing, inviting, letting go and taking back. */
export function peopleCommands(program: Command, shell: Shell): void {
  const people = program
    .command('people')
    .description('who has an account, what they may do, and whether they are here')
    .argument('[text]', 'part of a name or an e-mail address')
    .action((text: string | undefined) => list(shell, text));
  people
    .command('invite')
    .description('make an account and invite its person, by a letter or by a one-time link')
    .argument('<name>', 'the short name that schedules use')
    .requiredOption('--email <address>', 'where the invitation goes')
    .requiredOption('--full-name <text>', 'as people say it')
    .addOption(new Option('--access <level>', 'what they may do').choices(accessLevels).default('responder'))
    .option('--time-zone <zone>', 'such as Europe/Madrid; without it, yours')
    .option('--team <name>', 'a team of theirs; may be given more than once', several, [])
    .action((name: string, options: InviteOptions) => invite(shell, name, options));
  people
    .command('invite-again')
    .description('a new invitation for somebody who has not come in; the one before opens nothing any more')
    .argument('<person>')
    .action(async (name: string) => {
      const asked = { params: { name }, idempotencyKey: shell.world.newKey() };
      const made = await (await shell.client())(inviteAgain, asked);
      shell.answer(made, () => describeInvitation(made, shell.world.timeZone));
    });
  people
    .command('deactivate')
    .description('somebody has left: signed out, not called any more, their rota slots are flagged')
    .argument('<person>')
    .requiredOption('--reason <text>', 'stands in the audit log')
    .action(async (name: string, { reason }: { reason: string }) => {
      const done = await (await shell.client())(deactivatePerson, { params: { name }, body: { reason } });
      shell.answer(done, () => `${plain(done.name)} is deactivated.`);
    });
  people
    .command('reactivate')
    .description('somebody is back, with the access and the teams of before')
    .argument('<person>')
    .requiredOption('--reason <text>', 'stands in the audit log')
    .action(async (name: string, { reason }: { reason: string }) => {
      const done = await (await shell.client())(reactivatePerson, { params: { name }, body: { reason } });
      shell.answer(done, () => `${plain(done.name)} is active again.`);
    });
}

async function list(shell: Shell, text: string | undefined): Promise<void> {
  const client = await shell.client();
  const items: Person[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: 200, ...(text ? { q: text } : {}), ...(cursor ? { cursor } : {}) };
    const page: Awaited<ReturnType<typeof client<typeof listPeople>>> = await client(listPeople, { query });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const now = shell.world.now();
  shell.answer(items, () =>
    table(
      ['NAME', 'FULL NAME', 'E-MAIL', 'ACCESS', 'TEAMS', 'STATE', 'SEEN', '2ND FACTOR'],
      items.map(({ account, ...one }) => [
        one.name,
        one.fullName,
        one.email,
        one.access,
        one.teams.join(', '),
        account?.state ?? (one.active ? '' : 'deactivated'),
        account ? lastTime(account.lastSeenAt, now) : '',
        account ? (account.hasSecondFactor ? 'yes' : 'no') : '',
      ]),
      'Nobody matches.',
    ),
  );
}

interface InviteOptions {
  email: string;
  fullName: string;
  access: Access;
  timeZone?: string;
  team: string[];
}

async function invite(shell: Shell, name: string, options: InviteOptions): Promise<void> {
  const { email, fullName, access, timeZone = shell.world.timeZone, team } = options;
  const made = await (await shell.client())(invitePerson, {
    body: { name, email, fullName, access, timeZone, teams: team },
    idempotencyKey: shell.world.newKey(),
  });
  shell.answer(made, () => describeInvitation(made, shell.world.timeZone));
}

function describeInvitation({ mailedTo, url, expiresAt }: Invitation, timeZone: string): string {
  const until = `It works once, until ${moment(expiresAt, timeZone)}.`;
  if (mailedTo === null && url === null)
    return 'The account is there. Mail is not set up, and this token does not get the link: sign in, and invite again.';
  return mailedTo === null
    ? `${plain(url ?? '')}\n${until} Mail is not set up: hand it over yourself.`
    : `The invitation is on its way to ${plain(mailedTo)}. ${until}`;
}

function several(value: string, before: string[]): string[] {
  return [...before, value];
}
