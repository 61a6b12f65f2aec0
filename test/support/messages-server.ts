import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** One request as the model's server saw it. */
export interface Asked {
  readonly path: string;
  readonly key: string;
  readonly retry: string;
  readonly body: string;
}

export type Reply = (response: ServerResponse, asked: Asked) => void;

/** A loopback server that speaks as much of the Messages API as the narrator needs; each reply is scripted. */
export class MessagesServer {
  readonly asked: Asked[] = [];
  private readonly server: Server;
  private readonly reply: (turn: number) => Reply;

  private constructor(reply: (turn: number) => Reply) {
    this.reply = reply;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(...replies: readonly Reply[]): Promise<MessagesServer> {
    const made = new MessagesServer((turn) => replies[Math.min(turn, replies.length - 1)] ?? cutOff);
    await new Promise<void>((resolve) => made.server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  }

  /** What the environment of the product must say to reach this server. */
  get env(): Record<string, string> {
    return { ANTHROPIC_BASE_URL: this.url, ANTHROPIC_API_KEY: "sk-test-0000" };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const asked = {
      path: request.url ?? "",
      key: String(request.headers.authorization),
      retry: String(request.headers["x-stainless-retry-count"]),
      body,
    };
    this.asked.push(asked);
    this.reply(this.asked.length - 1)(response, asked);
  }
}

const message = (text: string, stopped = "end_turn") => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "scripted",
  content: text === "" ? [] : [{ type: "text", text }],
  stop_reason: stopped,
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
});

const send = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};

/** An answer whose text is this value as JSON (or this text as it is). */
export const says =
  (value: unknown, stopped?: string): Reply =>
  (response) =>
    send(response, 200, message(typeof value === "string" ? value : JSON.stringify(value), stopped));

export const fails =
  (status: number, type: string, headers = {}): Reply =>
  (response) =>
    send(response, status, { type: "error", error: { type, message: "scripted" } }, headers);

/** The body ends in the middle, and so does the connection. */
export const cutOff: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "4000" });
  response.write('{"id":"msg_1","type":"message","content":[{"type":"te');
  setTimeout(() => response.destroy(), 50);
};

export const noJson: Reply = (response) => send(response, 200, "<html>gateway</html>");

/** Never answers. */
export const hangs: Reply = () => undefined;
