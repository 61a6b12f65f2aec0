/** The little of the second parser that the tests use; it ships no types. */
declare module "mvdan-sh" {
  interface Node {
    readonly __node?: never;
  }
  interface Syntax {
    NewParser(): { Parse(text: string, name: string): Node };
    Walk(node: Node, visit: (node: Node | null) => boolean): void;
    NodeType(node: Node): string;
  }
  const sh: { readonly syntax: Syntax };
  export = sh;
}
