/** Moments by their names in the record; what people named themselves is shown as it is. */
export const momentNames: Readonly<Record<string, string>> = {
  impactStart: 'Impact began',
  detected: 'Noticed',
  declared: 'Declared',
  firstInternalNotice: 'First word inside',
  firstPublicNotice: 'First word outside',
  contained: 'Contained',
  mitigated: 'Mitigated',
  impactEnd: 'Impact ended',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
};
