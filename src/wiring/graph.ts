import type { AlertClaims } from "../base/ports/alert-claims.ts";

/** Without a graph server no other host can have the alert. */
export const localClaims: AlertClaims = { claimAlert: () => Promise.resolve("claimed") };
