export const database = { read: async () => 1 };
