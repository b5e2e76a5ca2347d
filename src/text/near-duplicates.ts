import { checkedFacts, type CheckedFacts } from './near-duplicates-facts.ts';
import { tokenHashes } from './near-duplicates-tokens.ts';

export interface NearDuplicate {
  /** The id under which the article it copies was added. */
  readonly of: string;
  /** The estimated share of this text's shingles that the other text holds, 0 to 1. */
  readonly similarity: number;
}

export interface DuplicateIndex {
  /**
   * Compares a text with all that were added before. A copy is not kept: later copies are compared with the first.
   *
   * @param text as `Article.text`: paragraphs separated by blank lines, the headline first where there is one; or what
   *   `signatureOf` made of it
   * @returns the earlier article that holds what this one says, or null where this one is news
   */
  add(id: string, text: string | Signature): NearDuplicate | null;
  /** What is kept of a text, for `restore` in a later run: base64, about 1.4 KB. Null where it is not kept. */
  pack(id: string): string | null;
  /** Adds a text of an earlier run without comparing it. Ignored where it was packed by another version. */
  restore(id: string, base64: string): void;
  /** How many texts are kept. */
  readonly size: number;
  /** Bytes of the index's own tables, ids not counted. */
  readonly bytes: number;
}

/** Words of a shingle; characters where the script has no spaces. */
const SHINGLE_WORDS = 3;
const SHINGLE_CHARACTERS = 6;
/** Smallest shingle hashes kept of each text: a share is estimated to within 0.05 (Broder, 1997). */
const SKETCH_SIZE = 80;
/** Of these, so many are looked up. A copy of a fifth of a text is missed once in 35 times, one of a half never. */
const LOOKED_UP = 16;
/** Postings of one hash: what more texts share is boilerplate. */
const MAX_POSTINGS = 40;
/** Texts that are compared in full for each new one. */
const MAX_COMPARED = 12;

/** The share of a copy's shingles that the original holds, at least. */
const COPIED_SHARE = 0.7;
/** Short texts share phrases by chance. */
const SHORT_SHINGLES = 60;
const SHORT_COPIED_SHARE = 0.8;
/** A text that is longer than this against the original has something of its own to say. */
const MAX_LENGTH_RATIO = 1.3;
/** A text that holds the whole of an earlier one, which was cut, may be this much longer. */
const MAX_UNCUT_RATIO = 1.5;
const WHOLE_SHARE = 0.9;

/** Figures and names kept of each text; beyond, a copy must agree on all of them in their order. */
const MAX_FACTS = 250;

/** What a text is compared by. */
export interface Signature {
  /** Ascending, distinct, at most `SKETCH_SIZE`. */
  readonly sketch: Uint32Array;
  /** Number of distinct shingles. */
  readonly shingles: number;
  /** As `packFacts`. */
  readonly figures: Uint32Array;
  /** As `packFacts`. */
  readonly names: Uint32Array;
}

/** Offsets of one kept text in the arena. */
interface Entry {
  readonly id: string;
  readonly sketchAt: number;
  readonly figuresAt: number;
  readonly namesAt: number;
  readonly end: number;
  readonly shingles: number;
}

/**
 * Finds copies as articles stream in: three-word shingles, hashed, of which the smallest 80 stand for the text, in an
 * inverted index. About 1 KB an article and independent of its length, so that 100,000 articles take some 100 MB.
 *
 * A copy is a text of which at least 70 % stands in an earlier one, whatever its headline, and whether a line was cut.
 * It is none where its figures or names differ from the original's: "300 jobs" that became "500 jobs" is an update, and
 * nothing of it may be lost. A line that was added is part of a copy as long as its figures contradict no other.
 */
export function createDuplicateIndex(): DuplicateIndex {
  const entries: Entry[] = [];
  const numbers = new Map<string, number>();
  const arena = new Arena();
  const postings = new Postings();

  function compare(signature: Signature, entry: Entry): number | null {
    const { sketch, shingles } = signature;
    const original = arena.read(entry.sketchAt, entry.figuresAt);
    const share = sharedShare(sketch, original);
    const least = Math.min(shingles, entry.shingles) < SHORT_SHINGLES ? SHORT_COPIED_SHARE : COPIED_SHARE;
    const isCopy = share >= least && shingles <= entry.shingles * MAX_LENGTH_RATIO;
    const isUncut = shingles <= entry.shingles * MAX_UNCUT_RATIO && sharedShare(original, sketch) >= WHOLE_SHARE;
    if (!isCopy && !isUncut) return null;
    const figures = arena.read(entry.figuresAt, entry.namesAt);
    const names = arena.read(entry.namesAt, entry.end);
    return sayTheSame(signature, figures, names) ? share : null;
  }

  function keep(id: string, { sketch, shingles, figures, names }: Signature): void {
    const sketchAt = arena.append(sketch);
    const figuresAt = arena.append(figures);
    const namesAt = arena.append(names);
    entries.push({ id, sketchAt, figuresAt, namesAt, end: namesAt + names.length, shingles });
    numbers.set(id, entries.length - 1);
    for (const hash of sketch.subarray(0, LOOKED_UP)) postings.add(hash, entries.length - 1);
  }

  return {
    add(id, text) {
      const signature = typeof text === 'string' ? signatureOf(text) : text;
      if (signature.sketch.length === 0) return null;
      const lookedUp = signature.sketch.subarray(0, LOOKED_UP);
      let best: NearDuplicate | null = null;
      for (const number of candidates(lookedUp, postings)) {
        const share = compare(signature, entries[number]!);
        if (share !== null && share > (best?.similarity ?? 0)) best = { of: entries[number]!.id, similarity: share };
      }
      if (best !== null) return best;

      keep(id, signature);
      return null;
    },
    pack(id) {
      const entry = entries[numbers.get(id) ?? -1];
      return entry === undefined
        ? null
        : packWords(
            entry.shingles,
            arena.read(entry.sketchAt, entry.figuresAt),
            arena.read(entry.figuresAt, entry.namesAt),
            arena.read(entry.namesAt, entry.end),
          );
    },
    restore(id, base64) {
      const kept = unpack(base64);
      if (kept !== null && kept.sketch.length > 0) keep(id, kept);
    },
    get size() {
      return entries.length;
    },
    get bytes() {
      return arena.bytes + postings.bytes;
    },
  };
}

/** Version of the packed form: of tokens, shingles, hashes and facts together. */
const PACKED = 1;

function packWords(shingles: number, sketch: Uint32Array, figures: Uint32Array, names: Uint32Array): string {
  const words = new Uint32Array(4 + sketch.length + figures.length + names.length);
  words.set([PACKED, shingles, sketch.length, figures.length]);
  words.set(sketch, 4);
  words.set(figures, 4 + sketch.length);
  words.set(names, 4 + sketch.length + figures.length);
  return Buffer.from(words.buffer).toString('base64');
}

function unpack(base64: string): Signature | null {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  if (bytes.length < 16 || bytes.length % 4 !== 0) return null;
  const words = new Uint32Array(bytes.buffer);
  const [version, shingles = 0, sketched = 0, figured = 0] = words;
  if (version !== PACKED || 4 + sketched + figured > words.length) return null;
  const figuresAt = 4 + sketched;
  return {
    shingles,
    sketch: words.slice(4, figuresAt),
    figures: words.slice(figuresAt, figuresAt + figured),
    names: words.slice(figuresAt + figured),
  };
}

/** Takes most of the time of a comparison: made beforehand, in another thread, it can be handed to `add`. */
export function signatureOf(text: string): Signature {
  const { hashes: words, unspaced } = tokenHashes(text.toLowerCase());
  const inCharacters = unspaced > words.length / 2;
  const length = Math.min(inCharacters ? SHINGLE_CHARACTERS : SHINGLE_WORDS, Math.max(1, words.length));
  const hashes = new Uint32Array(Math.max(0, words.length - length + 1));
  for (let start = 0; start < hashes.length; start += 1) {
    let hash = 0;
    for (let offset = 0; offset < length; offset += 1)
      hash = Math.imul(hash ^ words[start + offset]!, 0x9e3779b1) + 0x7f4a7c15;
    hashes[start] = finish(hash);
  }
  const shingles = distinct(hashes.sort());
  const sketch = hashes.slice(0, Math.min(shingles, SKETCH_SIZE));
  return { sketch, shingles, ...packFacts(checkedFacts(text)) };
}

/** Moves the distinct ones of sorted values to the front. @returns how many there are */
function distinct(sorted: Uint32Array): number {
  let kept = 0;
  for (const value of sorted) {
    if (kept === 0 || value !== sorted[kept - 1]) sorted[kept++] = value;
  }
  return kept;
}

/** The finaliser of MurmurHash3: each bit of the input moves half the bits of the output. */
function finish(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}

/** The kept texts that share most of the looked-up hashes, the earlier first among equals. */
function candidates(hashes: Uint32Array, postings: Postings): number[] {
  const shared = new Map<number, number>();
  for (const hash of hashes) postings.count(hash, shared);
  const bySharing: number[][] = Array.from({ length: hashes.length + 1 }, () => []);
  for (const [number, count] of shared) bySharing[count]!.push(number);
  const best: number[] = [];
  for (let count = hashes.length; count > 0 && best.length < MAX_COMPARED; count -= 1) {
    best.push(...bySharing[count]!.sort((a, b) => a - b).slice(0, MAX_COMPARED - best.length));
  }
  return best;
}

/**
 * The share of the first text's shingles that the second holds, by the hashes under the lower of both limits: below it
 * both sketches are complete.
 */
function sharedShare(copy: Uint32Array, original: Uint32Array): number {
  const limit = Math.min(limitOf(copy), limitOf(original));
  let shared = 0;
  let seen = 0;
  let at = 0;
  for (const hash of copy) {
    if (hash > limit) break;
    seen += 1;
    while (at < original.length && original[at]! < hash) at += 1;
    if (original[at] === hash) shared += 1;
  }
  return seen === 0 ? 0 : shared / seen;
}

function limitOf(sketch: Uint32Array): number {
  return sketch.length < SKETCH_SIZE ? Number.POSITIVE_INFINITY : sketch.at(-1)!;
}

/**
 * Figures as [value, counted, following] triples, the headline's values as [value, 0, 0]; names as plain hashes.
 */
function packFacts({ figures, headlineValues, names }: CheckedFacts): { figures: Uint32Array; names: Uint32Array } {
  const packed: number[] = [];
  for (const { value, counted, following } of figures) packed.push(value, counted, following);
  for (const value of headlineValues) packed.push(value, 0, 0);
  return {
    figures: packed.length > 3 * MAX_FACTS ? Uint32Array.of(digestOf(packed), 0) : Uint32Array.from(packed),
    // No hash is 0: what ends with it is a digest.
    names: names.size > MAX_FACTS ? Uint32Array.of(digestOf([...names]), 0) : Uint32Array.from(names),
  };
}

/** One hash that stands for more facts than are kept. */
function digestOf(values: readonly number[]): number {
  return finish(values.reduce((hash, value) => Math.imul(hash ^ value, 0x01000193), 0x811c9dc5));
}

function sayTheSame(copy: Signature, figures: Uint32Array, names: Uint32Array): boolean {
  return agreeOr(copy.figures, figures, figuresAgree) && agreeOr(copy.names, names, namesAgree);
}

function isDigest(values: Uint32Array): boolean {
  return values.length === 2 && values[1] === 0;
}

/** Where one side is but a digest, both must be the same. */
function agreeOr(a: Uint32Array, b: Uint32Array, agree: (a: Uint32Array, b: Uint32Array) => boolean): boolean {
  return isDigest(a) || isDigest(b) ? a.length === b.length && a[0] === b[0] : agree(a, b);
}

/** A name on each side that the other does not know: one stands in the other's place. */
function namesAgree(copy: Uint32Array, original: Uint32Array): boolean {
  const known = new Set(original);
  const own = new Set(copy);
  return copy.every((name) => known.has(name)) || original.every((name) => own.has(name));
}

function figuresAgree(copy: Uint32Array, original: Uint32Array): boolean {
  const news = unknownFigures(copy, original, false);
  if (news.length === 0) return true;
  // Something went for it: the figure took another's place.
  if (unknownFigures(original, copy, true).length > 0) return false;
  // Only lines that were added: they must not count anew what the original has counted.
  return news.every(
    (at) => !inHeadline(copy, at) && (copy[at + 1] === 0 || !countsOtherwise(copy[at]!, copy[at + 1]!, original)),
  );
}

function countsOtherwise(value: number, counted: number, figures: Uint32Array): boolean {
  let otherwise = false;
  for (let at = 0; at < figures.length; at += 3) {
    if (figures[at + 1] !== counted) continue;
    if (figures[at] === value) return false;
    otherwise = true;
  }
  return otherwise;
}

/**
 * Places of the figures in `of` that stand nowhere in `among` with the same words after them; `asOften`: or not as
 * often.
 */
function unknownFigures(of: Uint32Array, among: Uint32Array, asOften: boolean): number[] {
  const values = new Set<number>();
  const inPlace = new Map<number, number>();
  for (let at = 0; at < among.length; at += 3) {
    values.add(among[at]!);
    const key = placeKey(among, at);
    inPlace.set(key, (inPlace.get(key) ?? 0) + 1);
  }
  const unknown: number[] = [];
  for (let at = 0; at < of.length; at += 3) {
    if (inHeadline(of, at)) {
      if (!values.has(of[at]!)) unknown.push(at);
      continue;
    }
    const key = placeKey(of, at);
    const left = inPlace.get(key) ?? 0;
    if (left === 0) unknown.push(at);
    else if (asOften) inPlace.set(key, left - 1);
  }
  return unknown;
}

function placeKey(figures: Uint32Array, at: number): number {
  return finish(figures[at]! ^ Math.imul(figures[at + 2]!, 0x9e3779b1));
}

function inHeadline(figures: Uint32Array, at: number): boolean {
  return figures[at + 2] === 0;
}

/** One growing array for what is kept of all texts. */
class Arena {
  #words = new Uint32Array(1 << 8);
  #length = 0;

  append(words: Uint32Array): number {
    const at = this.#length;
    while (at + words.length > this.#words.length) {
      const larger = new Uint32Array(Math.ceil(this.#words.length * 1.25));
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words.set(words, at);
    this.#length += words.length;
    return at;
  }

  read(start: number, end: number): Uint32Array {
    return this.#words.subarray(start, end);
  }

  get bytes(): number {
    return this.#words.byteLength;
  }
}

/** A hash table from shingle hash to texts: open addressing with linear probing, a key stored once for each text. */
class Postings {
  #keys = new Uint32Array(1 << 8);
  #numbers = new Uint32Array(1 << 8);
  #count = 0;

  add(key: number, number: number): void {
    if (this.#count >= this.#keys.length * 0.6) this.#grow();
    const mask = this.#keys.length - 1;
    let postings = 0;
    let slot = finish(key) & mask;
    for (; this.#keys[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#keys[slot] === key && (postings += 1) >= MAX_POSTINGS) return;
    }
    this.#keys[slot] = key;
    this.#numbers[slot] = number;
    this.#count += 1;
  }

  /** Adds one to the count of each text with this hash. */
  count(key: number, counts: Map<number, number>): void {
    const keys = this.#keys;
    const mask = keys.length - 1;
    for (let slot = finish(key) & mask; keys[slot] !== 0; slot = (slot + 1) & mask) {
      if (keys[slot] !== key) continue;
      const number = this.#numbers[slot]!;
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#numbers.byteLength;
  }

  #grow(): void {
    const keys = this.#keys;
    const numbers = this.#numbers;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#numbers = new Uint32Array(keys.length * 2);
    const mask = this.#keys.length - 1;
    keys.forEach((key, at) => {
      if (key === 0) return;
      let slot = finish(key) & mask;
      while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
      this.#keys[slot] = key;
      this.#numbers[slot] = numbers[at]!;
    });
  }
}
