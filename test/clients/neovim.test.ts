/** Neovim, with the lines of docs/editors.md: it shows what is found, hovers, proposes and applies a fix. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { directoryWith, program } from '../cli.ts';
import { client } from './client.ts';

const dockerfile = `FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest
USER root
RUN echo "é😀" && apt-get update && apt-get install -y --no-install-recommends libpng-tools
USER dockeruser
`;

/** What a user would do, by functions; what comes of it is printed as JSON. */
const script = `
local seen = {}
local function wait(what)
  if not vim.wait(20000, what, 20) then error('nothing came') end
end
local function hover(line, column)
  local at = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = column } }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', at, 10000)
  for _, answer in pairs(answers) do return answer.result.contents.value end
end
vim.cmd.edit('Dockerfile')
wait(function() return #vim.diagnostic.get(0) > 0 end)
seen.diagnostics = vim.tbl_map(function(one)
  return { code = one.code, line = one.lnum, text = vim.api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})[1] }
end, vim.diagnostic.get(0))
seen.image = hover(0, 10)
seen.page = hover(2, vim.diagnostic.get(0)[1].col)
vim.api.nvim_win_set_cursor(0, { 3, vim.diagnostic.get(0)[1].col })
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.isPreferred end })
wait(function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd.write()
vim.cmd.enew()
io.stdout:write(vim.json.encode(seen))
`;

test('shows diagnostics, hovers and applies a fix', async () => {
  const page = readFileSync('docs/editors.md', 'utf8');
  const [, lines = ''] = /## Neovim[\s\S]*?```lua\n([\s\S]*?)```/.exec(page)!;
  const cwd = directoryWith({ Dockerfile: dockerfile, '.git/HEAD': 'ref: refs/heads/main\n' });
  const command = program()
    .map((word) => JSON.stringify(word))
    .join(', ');
  expect(lines).toContain("'azml-lint', 'lsp'");
  writeFileSync(join(cwd, 'init.lua'), `${lines.replace("'azml-lint'", command)}\n`);
  writeFileSync(join(cwd, 'act.lua'), script);
  const args = ['--headless', '--clean', '-u', 'init.lua', '-c', 'luafile act.lua', '-c', 'qa!'];
  const env = { PATH: process.env.PATH, HOME: cwd, XDG_STATE_HOME: cwd, XDG_DATA_HOME: cwd };
  const { stdout, stderr } = await promisify(execFile)(client('nvim'), args, { cwd, env, timeout: 50_000 });
  const start = stdout.indexOf('{');
  expect(start, `${stdout}${stderr}`).not.toBe(-1);
  const seen = JSON.parse(stdout.slice(start)) as {
    diagnostics: { code: string; line: number; text: string }[];
    image: string;
    page: string;
  };
  expect(seen.diagnostics).toEqual([{ code: 'apt/lists-kept', line: 2, text: 'apt-get update' }]);
  expect(seen.image).toContain('dockeruser');
  expect(seen.page).toContain('downloads the package lists');
  expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(
    dockerfile.replace('libpng-tools', 'libpng-tools && rm -rf /var/lib/apt/lists/*'),
  );
});
