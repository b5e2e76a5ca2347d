#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { main, processIo } from './main.ts';

// V8 of Node 20 optimises a function so early that of some 900 in a run 100 are compiled again, as they have not yet met
// all that they will be given. Nine times its patience saves a tenth of the compiler's time; see `bench/throughput`.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=600000');

process.exitCode = await main(process.argv.slice(2), processIo());
