/** The page of a fleet: one file, which needs nothing else. */
import { createHash } from 'node:crypto';
import type { FleetData } from './data.ts';
import { pageParts } from './page.generated.ts';

/**
 * The page with its data.
 *
 * Nothing is loaded from elsewhere and only our own script and style act, by their hashes; text cannot become HTML, by
 * `require-trusted-types-for`. The data is JSON that no HTML parser can take for anything else.
 */
export function fleetPage(data: FleetData): string {
  const { html, css, script } = pageParts;
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(css)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const parts: Readonly<Record<string, string>> = {
    'content="policy"': `content="${policy}"`,
    '<style></style>': `<style>${css}</style>`,
    'id="data"></script>': `id="data">${embeddedJson(data)}</script>`,
    '<script></script>': `<script>${script}</script>`,
  };
  return Object.entries(parts).reduce((page, [slot, filled]) => page.replace(slot, () => filled), html);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** JSON without `<`: neither `</script` nor `<!--` is in it. */
function embeddedJson(data: FleetData): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
