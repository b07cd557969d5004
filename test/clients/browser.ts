/** A page in headless Chromium, from files in memory and of directories. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { client } from './client.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Starts Chromium, until the caller closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: client('chromium'), args: ['--no-sandbox'] });
}

/** Starts Chromium, until the test ends. */
export async function startBrowser(): Promise<Browser> {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  return browser;
}

/**
 * Serves a directory on an address of this machine, until the test ends.
 *
 * @param pages texts by path, in front of the files
 * @returns the address, without a slash at the end
 */
export async function serve(
  directory: string,
  pages: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer(({ url }, response) => {
    const path = normalize(new URL(url!, 'http://localhost').pathname);
    const name = path.endsWith('/') ? `${path}index.html` : path;
    try {
      const content = pages[path] ?? readFileSync(join(directory, name));
      response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream').end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
