/** Fields of other endpoints, and why nothing of them is ever shown as it came. */
export const elsewhere: [RegExp, string][] = [
  [
    /(?:password|token|ticket|recoveryCode|secret|clientSecret|privateKey|code|old|keys\.\w+)$/i,
    'is a secret',
  ],
  [/(?:timeZone|\.start|\.end|\.from|\.until|query\.\w+| zero)$/, 'must be a zone or a time'],
  [/(?:issuer|email|transports\[\])$/, 'must be of a form'],
  [
    /(?:users?(?:\[\])?|user|with|team|schedule|policy|via|members\[\]\[\]|overrides\[\]\.layers\[\])$/,
    'must name something that is there',
  ],
  [
    /^POST \/api\/v1\/(?:wording|policies\/rehearsal|policies\/\{name\}\/rehearsal|schedules\/preview|schedules\/\{name\}\/temporary\/preview) /,
    'is answered, not stored',
  ],
  [
    /phone-providers\/\{name\}(?:\/test to| from| applicationId| url| headers\[\]\.name)$/,
    'must be of a form',
  ],
  [/status-pages\/\{name\}\/subscribers\/export address$/, 'is looked for, not stored'],
  [/status-pages\/\{name\}\/targets (?:region|accessKey|secretKey|secret)$/, 'is sealed and shown nowhere'],
  [/cover\/\{id\}\/offers note$/, 'stands beside the note of its request, planted above'],
  [/^PUT .*\/handover notes$/, 'is for its own writer only, and planted above once handed over'],
  [/handovers\/\{id\}\/acceptance readBack$/, 'stands beside the notes, planted above'],
  [/^(?:POST \/api\/v1\/setup|PATCH \/api\/v1\/me) fullName$/, 'is the name of a person, planted above'],
  [/^PUT \/api\/v1\/me\/webpush label$/, 'is the label of a contact, planted above'],
  [/^PUT \/api\/v1\/integrations\/\{name\} heartbeatMatch/, 'is that of the creation, planted above'],
  [
    /incidents\/\{ref\}\/handoffs\/\{id\}\/(?:acceptance|refusal|withdrawal) (?:readBack(?:\.\*)?|reason)$/,
    'stands beside the brief, planted above',
  ],
  [/incidents\/\{ref\}\/relief\/dismissal reason$/, 'is in the record only, and shown nowhere'],
  [/respond\/settings (?:callAddress|chatAddress)$/, 'is followed only where it is an address of the web'],
  [/incidents\/\{ref\}\/links to$/, 'must be an address of the web or name something that is there'],
  [/incidents\/\{ref\}\/merges into$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/merges reason$/, 'stands beside the list of what came along, and in the record'],
  [
    /incidents\/\{ref\}\/(?:members|privacy|entrance) (?:reason|person)$/,
    'is in the record only, and shown nowhere',
  ],
  [/incidents\/\{ref\}\/questions\/\{id\}\/answer text$/, 'stands below its question, planted above'],
  [
    /(?:^POST \/api\/v1\/reports incident|\/reports(?:\/dismissal)? reports\[\])$/,
    'must name something that is there',
  ],
  [/^POST \/api\/v1\/incidents page$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/entries(?:\/\{id\})? (?:about|raiseTo)$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/entries(?:\/\{id\})? matches$/, 'must be a condition'],
  [
    /incidents\/\{ref\}\/entries\/\{id\}\/reopening reason$/,
    'stands in the history of a line, beside its texts',
  ],
  [/incidents\/\{ref\}\/tasks(?:\/\{id\})? stream$/, 'must name something that is there'],
  [/incidents\/\{ref\}\/tasks\/\{id\}\/reopening reason$/, 'is in the record only, and shown nowhere'],
  [/incidents\/\{ref\}\/workstreams\/\{id\}\/closing reason$/, 'is in the record only, and shown nowhere'],
  [/incidents\/\{ref\}\/responders asked$/, 'is the title of a page, planted above'],
  [/^POST \/api\/v1\/me\/factors\/passkeys name$/, 'needs a passkey; shown by the same list as any text'],
];
