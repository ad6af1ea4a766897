import { byItself } from '../../platform/action.ts';
import { minutes } from '../../platform/clock.ts';
import { isUnavailable } from '../../platform/db.ts';
import type { Egress, EgressAnswer } from '../../platform/egress/model.ts';
import type { Listener } from '../../platform/listening.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Reply, takeSaid } from './actions.ts';
import { botOf, heardProblem, keyboard } from './model.ts';
import { advanceTo, claimTurn, endTurn, saveBotName, type Turn } from './store.ts';
import { readBotName, readUpdates, type Said, type Update } from './update.ts';

interface Needs {
  /** Of its own, because closing it is how the listener ends, and a long wait must not look like a slow host to senders. */
  egress: Egress;
  token: string;
  /** For how long the Bot API may keep us waiting until somebody says something. */
  pollSeconds?: number;
}

/** Longer than one poll and its answers take; a node that is killed keeps its turn for so long. */
const turn = minutes(1);
const othersTurnMs = 5_000;
const afterProblemMs = 10_000;
/** One that answers at once with nothing must not keep us busy. */
const afterNothingMs = 1_000;
const answerMs = 5_000;
/** Telegram lets a bot write some thirty messages a second: strangers must not use them up. */
const mostAnswers = 20;

/**
 * Listens to what people tell the bot, on one node at a time. An update is dealt with at least once and told to the
 * Bot API as done afterwards; what it leads to is safe to repeat.
 */
export function createTelegramListener(
  platform: Platform,
  { egress, token, pollSeconds = 25 }: Needs,
): Listener {
  const bot = botOf(token);
  const lifetime = { isOver: false };
  const ask = (method: string, body: object, timeoutMs = answerMs) =>
    egress.request(`${platform.settings.telegramUrl}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs,
      maxBytes: 2_000_000,
    });
  const api: BotApi = { bot, pollSeconds, ask };
  return {
    name: 'Telegram',
    async listen() {
      const mine = await byItself(platform, 'connect.telegramTurn', ({ tx, now }) =>
        claimTurn(tx, bot, { now, until: now.add(turn) }),
      );
      if (!mine) return othersTurnMs;
      const heard = await hear(platform, api, mine);
      const problem = typeof heard === 'string' && !lifetime.isOver ? heard : null;
      const before = await byItself(platform, 'connect.telegramTurn', ({ tx, now }) =>
        endTurn(tx, { bot, fence: mine.fence, problem }, now),
      );
      if (problem !== before && problem !== null) platform.log.warn({ problem }, 'Telegram is not heard');
      if (problem !== null) return afterProblemMs;
      return heard === 0 ? afterNothingMs : 0;
    },
    close() {
      lifetime.isOver = true;
      egress.close();
    },
  };
}

interface BotApi {
  bot: string;
  pollSeconds: number;
  ask(method: string, body: object, timeoutMs?: number): Promise<EgressAnswer>;
}

/** How many updates came, or why none could. */
async function hear(platform: Platform, api: BotApi, mine: Turn): Promise<number | string> {
  if (mine.name === null) {
    const problem = await learnName(platform, api);
    if (problem !== null) return problem;
  }
  const wanted = {
    offset: mine.nextUpdate,
    timeout: api.pollSeconds,
    limit: mostAnswers,
    allowed_updates: ['message', 'callback_query'],
  };
  const answer = await api.ask('getUpdates', wanted, (api.pollSeconds + 10) * 1_000);
  const problem = heardProblem(answer);
  const updates = answer.kind === 'answered' && problem === null ? readUpdates(answer.body) : null;
  if (updates === null) return problem ?? 'Telegram answered what cannot be read.';
  await dealWith(platform, api, { fence: mine.fence, updates });
  return updates.length;
}

async function learnName(platform: Platform, { bot, ask }: BotApi): Promise<string | null> {
  const answer = await ask('getMe', {});
  const problem = heardProblem(answer);
  const name = answer.kind === 'answered' && problem === null ? readBotName(answer.body) : null;
  if (name === null) return problem ?? 'Telegram does not tell the name of the bot.';
  await byItself(platform, 'connect.telegramTurn', ({ tx }) => saveBotName(tx, bot, name));
  return null;
}

/** In their order; the answers are sent together at the end, and one that is lost is nobody's harm. */
async function dealWith(
  platform: Platform,
  api: BotApi,
  { fence, updates }: { fence: number; updates: readonly Update[] },
): Promise<void> {
  const answers: Promise<unknown>[] = [];
  for (const { id, said } of updates) {
    const reply = await takeSaid(platform, said).catch((error: unknown) => {
      // Without a database it waits; a fault of ours must not keep what stands behind it.
      if (isUnavailable(error)) throw error;
      platform.log.error({ error }, 'an update of Telegram failed and is passed over');
      return null;
    });
    const isMine = await byItself(platform, 'connect.telegramTurn', ({ tx }) =>
      advanceTo(tx, api.bot, fence, id + 1),
    );
    if (reply) answers.push(...tell(api, said, reply));
    if (!isMine) break;
  }
  await Promise.all(answers);
}

function tell({ ask }: BotApi, said: Said, { text, button }: Reply): Promise<unknown>[] {
  if (said.kind === 'other') return [];
  if (said.kind === 'start') return [ask('sendMessage', { chat_id: said.chat, text })];
  const shown = ask('answerCallbackQuery', { callback_query_id: said.query, text });
  if (button === undefined || said.message === null) return [shown];
  const edit = { chat_id: said.chat, message_id: said.message, reply_markup: keyboard(button, said.code) };
  return [shown, ask('editMessageReplyMarkup', edit)];
}
