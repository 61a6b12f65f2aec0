export interface Neo4jServer {
  readonly port: number;
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Again, after a kill; nothing when it runs. */
  start(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}
export function missingPrograms(): string[];
export function startNeo4j(options?: { readonly steady?: boolean }): Promise<Neo4jServer>;
