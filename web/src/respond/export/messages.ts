export const words = {
  button: 'Export',
  title: 'Take the record out',
  lead: 'The whole record as one file: times, roles, impact, every line of the log, news, tasks and handoffs. The audit log notes that you took it.',
  asItWas: 'As it was at',
  formats: [
    { format: 'pdf', name: 'PDF', what: 'to print, or to hand to somebody' },
    { format: 'html', name: 'HTML', what: 'one page that opens in any browser, without a network' },
    { format: 'md', name: 'Markdown', what: 'for a wiki or a repository' },
    { format: 'json', name: 'JSON', what: 'for other tools, with the stream of events itself' },
  ],
} as const;
