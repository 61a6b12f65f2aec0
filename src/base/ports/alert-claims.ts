/**
 * `claimed`: this caller alone may handle the alert. `taken`: some other run has it, or had it. `away`: the graph server
 * could not be asked, so nobody knows; a person has to be asked then.
 */
export type AlertClaim = "claimed" | "taken" | "away";

/** Who handles an alert when several hosts share one graph server. Without a server every claim is `claimed`. */
export interface AlertClaims {
  /**
   * Claims one happening of an alert, at most once over all hosts (the server remembers it for 90 days): a second claim
   * of the same key is `taken`, also by the same host. So the key names the happening, not the kind of alert (its id, or
   * pattern, labels and the time it started). Never throws; answers within a few seconds.
   */
  claimAlert(key: string): Promise<AlertClaim>;
}
