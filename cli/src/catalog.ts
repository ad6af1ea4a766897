import type { FactorKind, SecondFactorAsked } from '@muster/contract/catalog/factors';
import { applyOrganisation, getOrganisation, type Plan } from '@muster/contract/catalog/organisation';
import { finishSignIn } from '@muster/contract/catalog/proofs';
import { createSignInLink, type Me, signIn, signOut, whoAmI } from '@muster/contract/catalog/session';
import { createToken, revokeToken } from '@muster/contract/catalog/tokens';
import type { Client } from '@muster/contract/platform/client';
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { forgetCredentials, serverUrl, storeCredentials, storedCredentials } from './platform/credentials.ts';
import { RefusedError, UsageError } from './platform/failure.ts';
import { coloured, fields, plain } from './platform/print.ts';
import { connect, reaching, type Shell } from './platform/shell.ts';
import type { World } from './platform/world.ts';
import { madeWithItToo } from './tokens.ts';

/** Who am I, and what is the organisation: signing in, the organisation file. */
export function catalogCommands(program: Command, shell: Shell): void {
  program
    .command('login')
    .description('sign in and keep a token in your configuration folder, readable by you alone')
    .requiredOption('--url <address>', 'the server, for example http://127.0.0.1:4040')
    .option('--token [secret]', 'use an API token you already have; without a value it is asked for')
    .action((options: LoginOptions) => login(shell, options));
  program
    .command('logout')
    .description('forget the token; one that `muster login` made is revoked')
    .action(() => logout(shell));
  program
    .command('whoami')
    .description('show whom the server takes you for')
    .action(async () => {
      const me = await (await shell.client())(whoAmI);
      shell.answer(me, () => describeMe(me));
    });
  program
    .command('apply')
    .description('make the organisation what the file says, all or nothing')
    .argument('<file>', 'an organisation file in YAML or JSON; - reads the standard input')
    .option('--dry-run', 'show the plan and change nothing')
    .option('--prune', 'also delete what the file leaves out, within the kinds it has')
    .action((file: string, options: ApplyOptions) => apply(shell, file, options));
  program
    .command('export')
    .description('write the organisation as a file that can be applied again; secrets are left out')
    .action(async () => {
      const organisation = await (await shell.client())(getOrganisation);
      shell.answer(organisation, () => stringify(organisation, { lineWidth: 110 }).trimEnd());
    });
  program
    .command('sign-in-link')
    .description('make a one-time link by which a person sets a password and signs in')
    .argument('<person>', 'the name of the person')
    .action(async (name: string) => {
      const body = { params: { name }, idempotencyKey: shell.world.newKey() };
      const made = await (await shell.client())(createSignInLink, body);
      shell.answer(made, () => `${plain(made.url)}\nIt works once, within 24 hours. Hand it over yourself.`);
    });
}

interface LoginOptions {
  url: string;
  token?: string | true;
}

async function login(shell: Shell, options: LoginOptions): Promise<void> {
  const { world } = shell;
  const url = serverUrl(options.url);
  const made = options.token === undefined ? await tokenForPassword(world, url) : undefined;
  const token =
    made?.secret ?? (options.token === true ? (await world.ask('API token: ', true)).trim() : options.token);
  if (!token) throw new UsageError('A token is needed.');
  const me = await connect(world, url, () => ({ authorization: `Bearer ${token}` }))(whoAmI);
  const path = await storeCredentials(world.env, { url, token, ...(made ? { tokenId: made.id } : {}) });
  shell.answer(me, () => `${describeMe(me)}\nThe token is kept in ${path}.`);
}

/** Signs in with a password, has a token made, and ends that session: only the token is kept. */
async function tokenForPassword(world: World, url: string): Promise<{ secret: string; id: string }> {
  const email = (await world.ask('E-mail: ', false)).trim();
  const password = await world.ask('Password: ', true);
  let cookie = '';
  const keepingCookies: typeof fetch = async (input, init) => {
    const response = await reaching(world.fetch, url)(input, init);
    const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
    if (set.length > 0) cookie = set.join('; ');
    return response;
  };
  // The server takes writes by cookie only with a sign that no other site's page can send.
  const headers = () => ({ 'x-muster': '1', ...(cookie ? { cookie } : {}) });
  const client = connect({ ...world, fetch: keepingCookies }, url, headers);
  const begun = await client(signIn, { body: { email, password } });
  if ('secondFactor' in begun) await finishByCode(world, client, begun.secondFactor);
  const created = await client(createToken, {
    body: { label: 'muster command line' },
    idempotencyKey: world.newKey(),
  });
  await client(signOut);
  return { secret: created.secret, id: created.token.id };
}

/** A passkey needs a browser; whoever has nothing else types a recovery code, or makes a token there. */
async function finishByCode(
  world: World,
  client: Client,
  { ticket, kinds }: SecondFactorAsked['secondFactor'],
): Promise<void> {
  const ways = kinds.flatMap((kind) => typedWays[kind] ?? []);
  if (ways.length === 0) throw new UsageError('This account needs a passkey. Make a token in the browser.');
  const typed = (await world.ask(`${sentence(ways.join(' or '))}: `, true)).trim();
  const code = typed.replace(/\s/g, '');
  const proof = /^\d{6}$/.test(code) ? { code } : { recoveryCode: typed };
  await client(finishSignIn, { body: { ticket, ...proof } });
}

const typedWays: Partial<Record<FactorKind, string>> = {
  totp: 'code of the authenticator app',
  recovery: 'recovery code',
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function logout(shell: Shell): Promise<void> {
  const { world } = shell;
  const stored = await storedCredentials(world.env);
  await forgetCredentials(world.env);
  if (!stored) return shell.answer({ signedOut: false }, () => 'You were not signed in.');
  const { url, token, tokenId } = stored;
  let alsoRevoked = 0;
  if (tokenId) {
    const client = connect(world, url, () => ({ authorization: `Bearer ${token}` }));
    ({ alsoRevoked } = await client(revokeToken, { params: { id: tokenId } }));
  }
  shell.answer({ signedOut: true, alsoRevoked }, () => `Signed out of ${url}.${madeWithItToo(alsoRevoked)}`);
}

function describeMe(me: Me): string {
  return fields([
    ['name', me.name],
    ['full name', me.fullName],
    ['e-mail', me.email],
    ['time zone', me.timeZone],
    ['access', me.access],
    ['signed in by', me.signedInBy],
  ]);
}

interface ApplyOptions {
  dryRun?: true;
  prune?: true;
}

async function apply(shell: Shell, file: string, options: ApplyOptions): Promise<void> {
  const body = await shell.world.read(file);
  const query = { dryRun: flag(options.dryRun), prune: flag(options.prune) };
  const plan = await (await shell.client())(applyOrganisation, { query, body });
  shell.answer(plan, () => describePlan(plan, options.dryRun === true, shell.world.colour).join('\n'));
  if (plan.problems.length > 0) throw new RefusedError('');
}

function flag(given: true | undefined): 'true' | 'false' {
  return given ? 'true' : 'false';
}

const signs = {
  create: { sign: '+', colour: 'green' },
  update: { sign: '~', colour: 'yellow' },
  delete: { sign: '-', colour: 'red' },
} as const;

/** The plan line by line: what is made, changed and deleted, new keys, problems, and one line that sums up. */
export function describePlan(plan: Plan, dryRun: boolean, colour: boolean): string[] {
  const lines: string[] = [];
  for (const { kind, name, change, fields: changed, key } of plan.changes) {
    if (change === 'none') continue;
    const what = `${signs[change].sign} ${plain(kind)} ${plain(name)}`;
    const which = changed && changed.length > 0 ? ` (${changed.map(plain).join(', ')})` : '';
    lines.push(coloured(what + which, signs[change].colour, colour));
    if (key) lines.push(`    its key, shown only now: ${plain(key)}`);
  }
  for (const problem of plan.problems) {
    lines.push(coloured(`! ${plain(problem.pointer) || '/'}: ${plain(problem.message)}`, 'red', colour));
  }
  return [...lines, summaryOf(plan, dryRun)];
}

function summaryOf(plan: Plan, dryRun: boolean): string {
  if (plan.problems.length > 0) return 'Nothing was changed: the file has problems.';
  const count = (change: Plan['changes'][number]['change']) =>
    plan.changes.filter((c) => c.change === change).length;
  const [made, changed, deleted, same] = [count('create'), count('update'), count('delete'), count('none')];
  if (made + changed + deleted === 0) return `Nothing to do: ${same} as they are.`;
  if (dryRun) {
    return `${made} to create, ${changed} to change, ${deleted} to delete, ${same} as they are. Nothing was changed: this was a dry run.`;
  }
  return `${made} created, ${changed} changed, ${deleted} deleted, ${same} as they are.`;
}
