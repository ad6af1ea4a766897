it.skipIf(true)('sometimes', () => {}); // CAUGHT
