import { createHmac } from "node:crypto";
import { sameText } from "./door.ts";

/** What a signed request carries, under the names that Grafana gives them. */
export interface Signed {
  /** `X-Grafana-Alerting-Signature`: HMAC-SHA256 in hex. */
  readonly signature: string | undefined;
  /** `X-Grafana-Alerting-Timestamp`: seconds since 1970; then `TIMESTAMP:BODY` is what was signed. */
  readonly timestamp: string | undefined;
  readonly body: string;
}

/** Why a signed request stays outside. */
export type SignatureRefusal = "signature-missing" | "signature-wrong" | "signature-too-old";

/** A request that was signed longer ago, or so far ahead, is somebody's recording of it. */
const toleratedSeconds = 300;

/** Without its timestamp a signature over both does not fit, so nobody makes a recording fresh by leaving it out. */
export function refuseSignature(
  { signature, timestamp, body }: Signed,
  secret: string,
  now: number,
): SignatureRefusal | null {
  if (signature === undefined) return "signature-missing";
  const signed = timestamp === undefined ? body : `${timestamp}:${body}`;
  const right = createHmac("sha256", secret).update(signed).digest("hex");
  if (!sameText(signature.trim().toLowerCase(), right)) return "signature-wrong";
  if (timestamp === undefined) return null;
  return Math.abs(now / 1_000 - Number(timestamp)) <= toleratedSeconds ? null : "signature-too-old";
}
