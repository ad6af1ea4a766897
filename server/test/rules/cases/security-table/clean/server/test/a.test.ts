it('holds', () => expect(true).toBe(true));
