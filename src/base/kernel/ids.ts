import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32, as ULID uses it

/**
 * A new id such as `s-01JDXK3M9ZB6T2WQ4V8YHNRC5E`: a prefix and a ULID (48 bits of time, 80 of chance),
 * so ids sort by the time they were made.
 */
export function newId(prefix: string, now: number): string {
  let time = "";
  for (let rest = now, i = 0; i < 10; i++) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let chance = "";
  for (const byte of randomBytes(16)) chance += alphabet.charAt(byte & 31);
  return `${prefix}-${time}${chance}`;
}

/** A short id that a person types by hand, such as `g-7K2MQX`: 30 bits of chance, checked for clashes where it is stored. */
export function newShortId(prefix: string): string {
  let chance = "";
  for (const byte of randomBytes(6)) chance += alphabet.charAt(byte & 31);
  return `${prefix}-${chance}`;
}
