import { useQuery } from '@tanstack/react-query';
import { QueryView } from '../ui/query-view.tsx';
import { Section } from '../ui/section.tsx';
import { DeviceList } from './device-list.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { words } from './security-messages.ts';
import { myDevices, mySessions } from './security-queries.ts';
import { SessionList } from './session-list.tsx';

/** My password; where I am signed in; which browsers are my own. */
export function PasswordSection() {
  return (
    <Section title={words.password.title}>
      <QueryView query={useQuery(mySessions)} rows={1}>
        {({ hasPassword }) => <PasswordPanel hasPassword={hasPassword} />}
      </QueryView>
    </Section>
  );
}

export function SessionSections() {
  return (
    <>
      <Section title={words.sessions.title}>
        <QueryView query={useQuery(mySessions)}>{({ items }) => <SessionList items={items} />}</QueryView>
      </Section>
      <Section title={words.devices.title}>
        <QueryView query={useQuery(myDevices)} rows={1}>
          {({ items }) => <DeviceList items={items} />}
        </QueryView>
      </Section>
    </>
  );
}
