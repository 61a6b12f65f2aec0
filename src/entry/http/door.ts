import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";

/** What the door looks at before anything of a request is read. */
export interface Knock {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
}

export interface DoorFacts {
  readonly token: string;
  /** Every request is to be signed with it; null: the token is enough. */
  readonly signingSecret?: string | null;
  /** Names under which the webhook may be called, besides this machine's own. */
  readonly hosts: readonly string[];
  /** It listens to other machines too: then any bare address may be its own. */
  readonly open: boolean;
}

/** Why a request stays outside. */
export type Refusal = "host-not-allowed" | "origin-not-allowed" | "token-missing" | "token-wrong";

/**
 * A page in a browser on this machine can reach the loopback too: it sends an Origin, or (by a name that it lets point
 * here) a foreign Host. No sender of alerts does either.
 */
export function refuseCaller(knock: Knock, door: DoorFacts): Refusal | null {
  if (knock.origin !== undefined) return "origin-not-allowed";
  return isOwnHost(knock.host ?? "", door) ? null : "host-not-allowed";
}

export function refuseToken({ authorization }: Knock, { token }: DoorFacts): Refusal | null {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return "token-missing";
  return sameText(given, token) ? null : "token-wrong";
}

function isOwnHost(header: string, { hosts, open }: DoorFacts): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/.exec(header.toLowerCase())?.[1] ?? "";
  const address = name.replace(/^\[|\]$/g, "");
  if (name === "localhost" || isLoopback(address)) return true;
  return hosts.includes(address) || (open && isIP(address) !== 0);
}

/** Only this machine can reach it. */
export const isLoopback = (address: string): boolean =>
  address === "localhost" || address === "::1" || (isIP(address) === 4 && address.startsWith("127."));

/** Takes equally long whatever differs: both are hashed to one length first. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
