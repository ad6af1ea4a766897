import { createToken, listTokens, revokeToken, type Token } from '@muster/contract/catalog/tokens';
import { type Access, accessLevels, type Scope, scope } from '@muster/contract/platform/endpoint';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { wholeNumber } from './platform/arguments.ts';
import { lastTime, moment, plain, table } from './platform/print.ts';
import type { Shell } from './platform/shell.ts';
import type { World } from './platform/world.ts';

interface TokenOptions {
  access?: Access;
  days?: number | 'never';
  scope?: Scope[];
  service?: true;
  team?: string;
  about?: string;
}

/** API tokens: one's own, and those of services. */
export function tokenCommands(program: Command, shell: Shell): void {
  const token = program
    .command('token')
    .alias('tokens')
    .description('API tokens: for scripts, and for this command line');
  token
    .command('create')
    .description('make a token; its secret is shown once')
    .argument('<label>', 'what it is for')
    .addOption(new Option('--access <level>', 'at most your own access').choices(accessLevels))
    .option('--scope <area:effect>', 'limit it, for example pages:read; may be repeated', addScope)
    .option('--days <number>', 'how long it holds; 90 without it; `never` for services only', daysOf)
    .option('--service', 'belongs to nobody and outlives you; for administrators')
    .option('--team <name>', 'the team that looks after a service token')
    .option('--about <sentence>', 'where a service token is used, and whom to ask')
    .action((label: string, options: TokenOptions) => create(shell, label, options));
  token
    .command('list')
    .description('your tokens; administrators and auditors see all')
    .action(async () => {
      const { items } = await (await shell.client())(listTokens);
      shell.answer(items, () => tableOf(items, shell.world));
    });
  token
    .command('revoke')
    .description('make a token useless at once, and those that were made with it')
    .argument('<id>')
    .action(async (id: string) => {
      const { alsoRevoked } = await (await shell.client())(revokeToken, { params: { id } });
      shell.answer({ revoked: id, alsoRevoked }, () => `Revoked ${plain(id)}.${madeWithItToo(alsoRevoked)}`);
    });
}

/** What else went with a token, as a sentence to add; nothing when nothing did. */
export function madeWithItToo(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' A token that was made with it ended, too.'
    : ` ${count} tokens that were made with it ended, too.`;
}

async function create(shell: Shell, label: string, options: TokenOptions): Promise<void> {
  const { access, days, scope: scopes, service, team, about } = options;
  const body = {
    label,
    ...(service ? { kind: 'service' as const } : {}),
    ...(access ? { access } : {}),
    ...(scopes ? { scopes } : {}),
    ...(days ? { expiresInDays: days } : {}),
    ...(team ? { team } : {}),
    ...(about ? { about } : {}),
  };
  const made = await (await shell.client())(createToken, { body, idempotencyKey: shell.world.newKey() });
  const end = moment(made.token.expiresAt, shell.world.timeZone);
  shell.answer(
    made,
    () =>
      `${plain(made.secret)}\nKeep it now: it is not shown again. ${end ? `It ends ${end}.` : 'It has no end.'}`,
  );
}

function tableOf(items: readonly Token[], world: World): string {
  const rows = items.map((one) => [
    one.id,
    one.label,
    one.access,
    one.scopes?.join(' ') ?? 'all',
    `${one.prefix}…`,
    one.person ?? (one.team ? `team ${one.team}` : 'a service'),
    moment(one.expiresAt, world.timeZone) || 'never',
    [lastTime(one.lastUsedAt, world.now()), one.lastUsedFrom].filter(Boolean).join(' from '),
  ]);
  return table(
    ['ID', 'LABEL', 'ACCESS', 'SCOPES', 'STARTS WITH', 'OF', 'EXPIRES', 'USED'],
    rows,
    'There are no tokens.',
  );
}

function addScope(value: string, before: Scope[] = []): Scope[] {
  const read = scope.safeParse(value);
  if (!read.success) throw new InvalidArgumentError('A scope is an area and `read` or `write`: pages:read.');
  return [...before, read.data];
}

function daysOf(value: string): number | 'never' {
  return value === 'never' ? value : wholeNumber(value);
}
