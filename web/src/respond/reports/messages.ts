const some = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`);

export const words = {
  counted: (count: number, customers: number) =>
    customers === 0
      ? some(count, 'report')
      : `${some(count, 'report')}, ${some(customers, 'customer')} named`,
  form: {
    title: 'Report what is wrong',
    about:
      'Say what customers or colleagues see. Responders see it at once; several reports of one thing gather.',
    symptom: 'What do they see?',
    symptomHint: 'In their words. The only field that is needed.',
    service: 'What seems to be affected?',
    unsure: 'I do not know',
    customers: 'How many customers?',
    customersHint: 'As far as you know; leave it empty when you do not.',
    tickets: 'Tickets',
    ticketsHint: 'Addresses, one on each line.',
    badTicket: 'Each line has to be a web address.',
    belongs: 'Is it one of these, which are worked on?',
    none: 'None of these',
    report: 'Report',
    declare: 'Report and declare an incident',
    join: (ref: string) => `Add to ${ref}`,
    sending: 'Sending …',
    failed: (reason: string) => `Not sent yet. ${reason} What you typed stays here; try again.`,
    thanks: 'Thank you. Responders see it, and here you see what becomes of it.',
  },
  mine: {
    title: 'What you reported',
    empty: 'Nothing yet',
    emptyText: 'What you report stands here, with what became of it.',
    waits: 'Waits for responders',
    belongs: 'Belongs to',
    dismissed: (by: string, reason: string) => `No incident, says ${by}: ${reason}`,
  },
  gathered: {
    title: 'Reported, and nobody works on it',
    about: (service: string | null) => service ?? 'No service named',
    last: 'latest',
    declare: 'Declare incident',
    link: (ref: string) => `Belongs to ${ref}`,
    dismiss: 'No incident …',
    why: 'Why is it no incident?',
    whyHint: 'Shown to whoever reported it.',
    done: 'Noted',
    send: 'It is no incident',
    more: (n: number) => `and ${n} more`,
    tickets: 'Tickets',
    ticket: (n: number) => `Ticket ${n}`,
  },
  panel: {
    title: 'Reports',
    none: 'Nobody has reported it.',
    by: (who: string) => `by ${who}`,
    perQuarter: 'In each quarter of an hour',
    quarter: (from: string, counted: string) => `${from}: ${counted}`,
  },
};
