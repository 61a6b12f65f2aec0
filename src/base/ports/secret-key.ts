/** The install key, as what it is used for. `purpose` separates the uses. */
export interface InstallKey {
  /** Hex HMAC-SHA-256 of the text under a key derived for this purpose. */
  mac(purpose: "approvals" | "audit" | "redaction" | "record-text" | "workspace-name", text: string): string;
}
