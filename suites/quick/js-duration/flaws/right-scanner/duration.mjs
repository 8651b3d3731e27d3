class Scanner {
  constructor(text) { this.text = text; this.at = 0; }
  spaces() { while (this.text[this.at] === " ") this.at++; }
  digits() {
    const from = this.at;
    while (this.text[this.at] >= "0" && this.text[this.at] <= "9") this.at++;
    return this.text.slice(from, this.at);
  }
  get done() { return this.at >= this.text.length; }
}

export function parseDuration(text) {
  const scanner = new Scanner(text);
  const units = [["h", 3600], ["m", 60], ["s", 1]];
  let total = 0, parts = 0;
  scanner.spaces();
  while (!scanner.done) {
    const digits = scanner.digits();
    const unit = scanner.text[scanner.at];
    if (digits === "") throw new RangeError("a number is missing");
    while (units.length && units[0][0] !== unit) units.shift();
    if (!units.length) throw new RangeError("no such unit here");
    total += parseInt(digits, 10) * units.shift()[1];
    parts++;
    scanner.at++;
    scanner.spaces();
  }
  if (parts === 0) throw new RangeError("empty");
  return total;
}
