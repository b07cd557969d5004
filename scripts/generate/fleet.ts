import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { buildSync, transformSync } from 'esbuild';

/** What the report of a fleet is made with: the validator of JSON reports, and the page without its data. Neither is in git. */
export default function fleet(): Record<string, string> {
  return {
    'src/fleet/report-validator.generated.ts': validator(),
    'src/fleet/page.generated.ts': page(),
  };
}

/** The function that ajv makes from the published schema. Days and addresses are checked where they are used. */
function validator(): string {
  const schema = JSON.parse(readFileSync('schema/json-report.schema.json', 'utf8')) as object;
  const ajv = new Ajv.default({
    validateFormats: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  ajv.addSchema(schema, 'report');
  const { outputFiles } = buildSync({
    stdin: {
      contents: standaloneCode.default(ajv, { validateReport: 'report' }),
      resolveDir: process.cwd(),
    },
    bundle: true,
    format: 'esm',
    write: false,
    minify: true,
  });
  return `// @ts-nocheck\n// Made by \`npm run generate\` from schema/json-report.schema.json.\n${outputFiles[0]!.text}`;
}

/** The parts of the page as texts, so that they are there wherever the program runs. */
function page(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['src/fleet/page/main.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    minify: true,
    write: false,
    legalComments: 'none',
  });
  const css = transformSync(readFileSync('src/fleet/page/style.css', 'utf8'), {
    loader: 'css',
    minify: true,
    target: 'es2022',
  }).code;
  const html = readFileSync('src/fleet/page/page.html', 'utf8');
  const parts = { html, css: css.trim(), script: outputFiles[0]!.text.trim() };
  return `// Made by \`npm run generate\` from src/fleet/page/.\nexport const pageParts = ${JSON.stringify(parts)};\n`;
}
