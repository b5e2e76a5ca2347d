/**
 * A continuous token bucket: it fills evenly and may be overdrawn by one large request, which later ones wait out.
 * Times are milliseconds of a monotonic clock.
 */
export class Bucket {
  #perMs: number;
  #capacity: number;
  #level: number;
  #filledAt: number;

  /** @param perMinute `Infinity` where no limit is known */
  constructor(perMinute: number, now: number) {
    this.#perMs = 0;
    this.#capacity = 0;
    this.#level = 0;
    this.#filledAt = now;
    this.setRate(perMinute, now);
    this.#level = this.#capacity;
  }

  get limited(): boolean {
    return this.#perMs < Infinity;
  }

  get perMinute(): number {
    return this.#perMs * 60_000;
  }

  /** A new rate keeps what was drawn under the old one. The bucket holds a quarter of a second, and at least one. */
  setRate(perMinute: number, now: number): void {
    if (this.limited) this.#fill(now);
    const wasUnlimited = !this.limited;
    this.#perMs = perMinute / 60_000;
    this.#capacity = this.limited ? Math.max(1, this.#perMs * 250) : Infinity;
    this.#level = wasUnlimited ? this.#capacity : Math.min(this.#level, this.#capacity);
    this.#filledAt = now;
  }

  /** Milliseconds until `amount` may be taken; more than the bucket holds waits until it is full. */
  waitMs(amount: number, now: number): number {
    if (!this.limited) return 0;
    this.#fill(now);
    const missing = Math.min(amount, this.#capacity) - this.#level;
    return missing <= 1e-9 ? 0 : missing / this.#perMs;
  }

  take(amount: number, now: number): void {
    if (!this.limited) return;
    this.#fill(now);
    this.#level -= amount;
  }

  /** Returns what was reserved and not used; a negative amount draws what was used beyond the reservation. */
  give(amount: number, now: number): void {
    if (!this.limited) return;
    this.#fill(now);
    this.#level = Math.min(this.#capacity, this.#level + amount);
  }

  /** The service says that no more than this is left: others may draw on the same account. */
  atMost(remaining: number, now: number): void {
    if (!this.limited) return;
    this.#fill(now);
    this.#level = Math.min(this.#level, remaining);
  }

  #fill(now: number): void {
    this.#level = Math.min(this.#capacity, this.#level + Math.max(0, now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
  }
}
