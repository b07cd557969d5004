// @ts-check
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { casesOf, testRule } from 'azml-lint/testing';
import { rules } from '../index.js';

// Every Dockerfile on the page of a rule is a test.
for (const rule of rules) {
  const page = readFileSync(new URL(`../rules/${rule.id.replace('acme/', '')}.md`, import.meta.url), 'utf8');
  testRule(rule, casesOf(page), { describe, it });
}
