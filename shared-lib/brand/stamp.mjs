// Print a minified stylesheet with one rule to a line, under a stamp of the sources it was made from.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";

const sources = ["package-lock.json", ...readdirSync("src").filter((name) => name.endsWith(".css")).sort().map((name) => `src/${name}`)];
const hash = createHash("sha256");
for (const path of sources) hash.update(path).update("\0").update(readFileSync(path)).update("\0");

const css = readFileSync(process.argv[2], "utf8").replace(/\/\*![^*]*\*\//g, "").replaceAll("}", "}\n").trim();
console.log(`/* Compiled by shared-lib/brand/build.sh from sources ${hash.digest("hex")}. Includes Tailwind CSS, MIT. */`);
console.log(css);
