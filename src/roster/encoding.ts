/**
 * The text of a file in UTF-8, with or without its mark, or in Shift_JIS; null when it is neither. What is valid UTF-8
 * is hardly ever anything else, so it is tried first.
 */
export function decodeText(bytes: Uint8Array): string | null {
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      // Bytes that the encoding does not know are an answer; anything else is not.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}
