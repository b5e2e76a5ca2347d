import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What one file must be. */
interface Pin {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in lower-case hexadecimal. */
  readonly sha256: string;
}

/** The release of one model for translation into English that precis knows beforehand. */
export interface ModelPins {
  /** The model file, decompressed: says which release the pins are of. */
  readonly raw: Pin;
  /** The gzip files. */
  readonly model: Pin;
  readonly lex: Pin;
  readonly vocab: Pin;
}

/** By source language, then by architecture. */
export type Pins = Readonly<Record<string, Readonly<Record<string, ModelPins>>>>;

/** The file is part of the package; each pin is written as `size sha256`. */
const PINS_FILE = new URL('../../../../data/bergamot-pins.json', import.meta.url);

const pin = z.string().transform((text): Pin => {
  const [size, sha256 = ''] = text.split(' ');
  return { size: Number(size), sha256 };
});
const pinsSchema = z.record(z.string(), z.record(z.string(), z.object({ raw: pin, model: pin, lex: pin, vocab: pin })));

let loaded: Pins | undefined;

export function loadPins(): Pins {
  loaded ??= pinsSchema.parse(JSON.parse(readFileSync(PINS_FILE, 'utf8')));
  return loaded;
}
