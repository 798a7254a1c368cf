/** Stands in for the native logger: appends lines to a file, no rotation. */
const fs = require("fs");
const path = require("path");

const LEVELS = ["trace", "debug", "info", "warn", "error", "critical", "off"];

class Logger {
  constructor(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.file = file;
    this.level = LEVELS.indexOf("info");
    this.plain = false;
  }
  write(level, message) {
    if (level < this.level) return;
    fs.appendFileSync(
      this.file,
      this.plain ? String(message) : `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n`,
    );
  }
  setLevel(level) {
    this.level = level;
  }
  getLevel() {
    return this.level;
  }
  clearFormatters() {
    this.plain = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}
LEVELS.slice(0, -1).forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    this.write(level, message);
  };
});

exports.version = "0.15.8";
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
