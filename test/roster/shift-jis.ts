/** The bytes of texts in Shift_JIS, which the platform can read but not write. */
function table(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('shift_jis');
  const bytes = new Map<string, readonly number[]>();
  const add = (...code: number[]) => {
    const character = decoder.decode(new Uint8Array(code));
    if ([...character].length === 1 && character !== '\ufffd' && !bytes.has(character)) bytes.set(character, code);
  };
  for (let single = 0; single < 0x100; single += 1) add(single);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) add(lead, trail);
  }
  return bytes;
}

const known = table();

export function shiftJis(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = known.get(character);
      if (code === undefined) throw new Error(`${character} is not in Shift_JIS`);
      return code;
    }),
  );
}
