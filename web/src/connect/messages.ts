/** What the panels for outside ways say. */
export const words = {
  push: {
    register: 'Register this browser',
    again: 'Register this browser again',
    text: 'Pages ring on this device, also when Muster is closed.',
    registered: 'This browser is registered.',
    unsupported:
      'This browser cannot be woken: it has no web push. On an iPhone, add Muster to the home screen first.',
    insecure: 'Web push needs https (or localhost). This address has neither.',
    denied: 'Notifications are blocked for this address. Allow them in the browser’s settings for the site.',
    notAllowed: 'Without permission to notify, this browser cannot ring.',
    label: (browser: string, system: string) => `${browser} on ${system}`,
    aBrowser: 'Browser',
    aDevice: 'this device',
  },
  telegram: {
    title: 'Add Telegram',
    text: (bot: string) =>
      `Open @${bot} in Telegram and press Start there. This links your account: nothing has to be typed, and pages can be acknowledged by a button in the chat.`,
    open: 'Open Telegram',
    elsewhere: (bot: string) => `Or write this to @${bot} on another device`,
    asking: 'Asking for a code …',
    waiting: 'Waiting for Telegram. The code holds for 15 minutes, and for one account.',
    linked: 'Your Telegram account is linked.',
    byNumber: 'Give the number of the account instead',
  },
};
