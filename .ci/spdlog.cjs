// Stands in for @vscode/spdlog in code-server, which compiles itself for minutes: writes what is logged to the file. The
// output of an extension is such a file, too.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #isPlain = false;

  constructor(_type, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
    for (const [index, level] of levels.entries()) {
      this[level] = (message) => {
        if (index < this.#level) return;
        const head = `${new Date().toISOString().replace('T', ' ').slice(0, -1)} [${level}] `;
        appendFileSync(this.#file, this.#isPlain ? message : `${head}${message}\n`);
      };
    }
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
