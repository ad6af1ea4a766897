/** What the form for quiet hours says. */
export const words = {
  title: 'Quiet hours',
  about:
    'In these hours what can wait does wait: a page of low urgency reaches you when they end, and the page says so. What wakes people never waits.',
  hours: 'Hours',
  none: 'None: low urgency reaches you at any hour.',
  zone: 'By the clock of',
  zoneHint: 'A time zone such as Europe/Madrid. It stays there when you travel.',
  noZone: 'There is no such time zone.',
  save: 'Save quiet hours',
  saved: 'Your quiet hours hold from now on.',
  cleared: 'You have no quiet hours any more.',
};
