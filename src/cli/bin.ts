#!/usr/bin/env node
import module from 'node:module';

// Keeps compiled code between runs, where Node can (from 22.1).
(module as { enableCompileCache?(): void }).enableCompileCache?.();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), process);
