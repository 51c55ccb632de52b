/** The contract inside workerd, against real libSQL servers. */
import { httpContract } from "../http/contract.ts";
import { createWorkerTarget } from "./target.ts";

httpContract("inside workerd, over libSQL servers", createWorkerTarget);
