/**
 * All that is otherwise loaded late, for callers that cannot wait: who imports this has the parsers of Python and YAML at once.
 */
import * as python from 'py-ast';
import { pythonParser } from './python/parser.ts';
import { yamlReader } from './requirements/environment-file.ts';
import * as yaml from './yaml-tree/parse.ts';

pythonParser.provide(python);
yamlReader.provide(yaml);
