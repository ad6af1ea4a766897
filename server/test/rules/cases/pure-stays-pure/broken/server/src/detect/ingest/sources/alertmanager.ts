export const parse = () => ({ receivedAt: new Date(), key: Math.random() }); // CAUGHT CAUGHT
