import { type Facts, textOf } from "./facts.ts";

/** Interpreters that take code. */
export const languages =
  /^(python[\d.]*|pypy3?|perl|ruby|node|nodejs|bun|deno|php|lua|luajit|tclsh|osascript|Rscript|pwsh|powershell)$/;

/** Code of an interpreter that opens a way in, writes a device or forks without end. */
export function hostileCode({ name, args, run }: Facts): boolean {
  if (!languages.test(name ?? "") && !/^[gmn]?awk$/.test(name ?? "")) return false;
  const code = [...args.map(textOf), run.stdin ?? ""].join("\n");
  if (/socket/i.test(code) && /(dup2|pty\.spawn|subprocess|exec|fsockopen|\/bin\/(ba)?sh)/.test(code))
    return true;
  if (/\/inet\/(tcp|udp)\//.test(code)) return true;
  if (
    /open\s*\(?\s*["'](\+?>{1,2}|\/dev\/(sd|nvme|vd|hd|xvd|mmcblk))/.test(code) &&
    /\/dev\/(sd|nvme|vd|hd|xvd|mmcblk)/.test(code)
  )
    return true;
  if (/fork\s*(\(\s*\))?\s*(while|until)|while[^\n]*fork\s*\(|:\(\)\s*\{/.test(code)) return true;
  if (
    /(exec|eval|system)\s*\(\s*(?:\w+\.)*(?:b64decode|fromhex|decompress|unhexlify|base64_decode|gzinflate|urlopen|requests\.get|file_get_contents)/.test(
      code,
    )
  )
    return true;
  return /(rmtree|rm_rf|rm_r|rmSync|remove_tree)[\s(]+(["'](\/|~|\/(etc|usr|var|home|boot|bin|lib|root|opt|srv)\/?)["']|os\.path\.expanduser|ENV\[|os\.environ)/.test(
    code,
  );
}
