#!/usr/bin/env node
import { launch } from './launch.mjs';
import { stopWithNpm } from './orphan.mjs';

stopWithNpm('npx');
await launch('src/cli/main.ts', process.argv.slice(2));
