import type { Contact } from '@muster/contract/oncall/contacts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useMe, useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { PushPanel } from '../connect/push-panel.tsx';
import { TelegramLink } from '../connect/telegram-link.tsx';
import { Following } from '../inform/following/following.tsx';
import { words as following } from '../inform/following/messages.ts';
import { DigestPanel } from '../measure/digest-panel.tsx';
import { words as digest } from '../measure/digest-words.ts';
import { ContactForm } from '../oncall/contact-form.tsx';
import { ContactList } from '../oncall/contact-list.tsx';
import { words } from '../oncall/messages.ts';
import { myContacts } from '../oncall/queries.ts';
import { QuietHours } from '../oncall/quiet-hours.tsx';
import { words as quiet } from '../oncall/quiet-messages.ts';
import { RulesForm } from '../oncall/rules-form.tsx';
import { TestPage } from '../oncall/test-page.tsx';
import { Button } from '../ui/button.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';

/** How I am reached: contact methods, rules, and the proof that it rings. */
export function ReachMeScreen() {
  useTitle(words.reach.title);
  const { email } = useMe();
  const mayNot = useWhyNotRespond();
  const contacts = useQuery(myContacts);
  const [adding, setAdding] = useState<'email' | 'webhook' | 'ntfy' | 'telegram' | 'telegramLink'>();
  const close = useCallback(() => setAdding(undefined), []);
  return (
    <>
      <Head title={words.reach.title} about={words.reach.about} />
      <QueryView query={contacts} rows={4}>
        {(mine) => (
          <div className="max-w-3xl space-y-8">
            <Section title={words.reach.contacts}>
              <div className="space-y-4">
                <ContactList contacts={mine.contacts} mayNot={mayNot} />
                <PushPanel known={mine.contacts.some((one) => one.kind === 'webpush')} />
                <div className="flex flex-wrap gap-2">
                  <Button whyNot={mayNot} onClick={() => setAdding('email')}>
                    {words.reach.addMail}
                  </Button>
                  <Button whyNot={mayNot} onClick={() => setAdding('webhook')}>
                    {words.reach.addHook}
                  </Button>
                  <Button whyNot={mayNot} onClick={() => setAdding('ntfy')}>
                    {words.reach.addNtfy}
                  </Button>
                  <Button whyNot={mayNot} onClick={() => setAdding('telegramLink')}>
                    {words.reach.addTelegram}
                  </Button>
                </div>
              </div>
            </Section>
            <Section title={words.reach.rules}>
              <RulesForm contacts={mine.contacts} rules={mine.rules} mayNot={mayNot} />
            </Section>
            <Section title={quiet.title}>
              <QuietHours rules={mine.rules} mayNot={mayNot} />
            </Section>
            <Section title={following.title}>
              <Following />
            </Section>
            <Section title={digest.title}>
              <DigestPanel />
            </Section>
            <Section title={words.reach.testTitle}>
              <TestPage ready={mine.contacts.length > 0} />
            </Section>
          </div>
        )}
      </QueryView>
      {adding === 'telegramLink' && (
        <TelegramLink
          linked={provedAccounts(contacts.data?.contacts)}
          onClose={close}
          onNumber={() => setAdding('telegram')}
        />
      )}
      {adding && adding !== 'telegramLink' && <ContactForm kind={adding} email={email} onClose={close} />}
    </>
  );
}

function provedAccounts(contacts: Contact[] = []): number {
  return contacts.filter(({ kind, verified }) => kind === 'telegram' && verified).length;
}
