/** Makes the folder of `stored-wave.ts` with so many responses. Prints how long it took. */
import process from "node:process";
import { storeWave } from "./stored-wave.ts";

const [folder = "", responses = "1000000"] = process.argv.slice(2);
const started = performance.now();
await storeWave(folder, Number(responses));
console.log(JSON.stringify({ filled: performance.now() - started }));
