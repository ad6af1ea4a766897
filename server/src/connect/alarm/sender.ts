import type { AlarmWay } from '../../platform/auditor/auditor.ts';
import type { Clock } from '../../platform/clock.ts';
import { createEgress } from '../../platform/egress/egress.ts';
import type { Egress } from '../../platform/egress/model.ts';
import { newId } from '../../platform/ids.ts';
import type { Settings } from '../../platform/settings.ts';
import { openMailbox } from '../email/sender.ts';
import { alarmBody, alarmMail } from './model.ts';

const timeoutMs = 10_000;

export interface Alarms {
  ways: AlarmWay[];
  beat: (() => Promise<void>) | null;
  close(): void;
}

/** The ways to administrators, over connections that carry nothing else. */
export function openAlarms(settings: Settings, clock: Clock): Alarms {
  const egress = createEgress({ allow: settings.allowTargets });
  const mail = settings.alarm.email === null ? null : settings.mail;
  const mailbox = mail && openMailbox({ ...mail, timeoutMs, connections: 1 });
  const { url, email, beatUrl } = settings.alarm;
  const ways: AlarmWay[] = [];
  if (mail && mailbox && email !== null) {
    ways.push({
      name: 'mail',
      async send(alarm) {
        const outcome = await mailbox.post(
          email,
          alarmMail(alarm, { id: newId(clock.now()), from: mail.from }),
        );
        return 'reason' in outcome ? outcome.reason : null;
      },
    });
  }
  if (url !== null) ways.push({ name: 'webhook', send: (alarm) => call(egress, url, alarmBody(alarm)) });
  return {
    ways,
    beat: beatUrl === null ? null : () => sendBeat(egress, beatUrl),
    close() {
      mailbox?.close();
      egress.close();
    },
  };
}

async function sendBeat(egress: Egress, url: string): Promise<void> {
  const why = await call(egress, url, null);
  if (why !== null) throw new Error(why);
}

/** Null when the other side took it; never tells the address, whose path may be a secret. */
async function call(egress: Egress, url: string, body: string | null): Promise<string | null> {
  const answer = await egress.request(url, {
    method: body === null ? 'GET' : 'POST',
    ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body }),
    timeoutMs,
    maxBytes: 1_024,
  });
  if (answer.kind !== 'answered') return answer.reason;
  return answer.status < 300 ? null : `The address answered ${answer.status}.`;
}
