/** The install key, as what it is used for. `purpose` separates the uses. */
export interface InstallKey {
  /** Hex HMAC-SHA-256 of the text under a key derived for this purpose. */
  mac(purpose: "approvals" | "audit" | "redaction" | "record-text" | "workspace-name", text: string): string;
}

/** The install key as it also seals what is kept on disk. */
export interface SealingKey extends InstallKey {
  /** 32 bytes derived for this purpose. They never leave the process. */
  bytes(purpose: "shadow"): Uint8Array;
}
