#!/usr/bin/env node
/** What newer versions of Node have besides what our types know. */
type Module = typeof import('node:module') & { enableCompileCache?(): void };

// Keeps compiled code between runs. Not imported, because an import statement loads more than is needed.
(process.getBuiltinModule('node:module') as Module).enableCompileCache?.();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), process);
