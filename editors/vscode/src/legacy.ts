// What a text says that was not written in UTF-8. Pure.

/** A text, and how it was written. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/** The text of a file as Chinese Windows writes it: UTF-16 with its mark, or GBK (in GB18030, which holds it). Nothing if it is UTF-8, or neither. */
export function decoded(bytes: Uint8Array): Decoded | undefined {
  const isMarked = (first: number, second: number): boolean => bytes[0] === first && bytes[1] === second;
  if (isMarked(0xff, 0xfe)) {
    return read("utf-16le", "UTF-16", bytes);
  }
  if (isMarked(0xfe, 0xff)) {
    return read("utf-16be", "UTF-16", bytes);
  }
  if (read("utf-8", "UTF-8", bytes) !== undefined || bytes.includes(0)) {
    return undefined;
  }
  return read("gb18030", "GBK", bytes);
}

function read(label: string, encoding: string, bytes: Uint8Array): Decoded | undefined {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}
