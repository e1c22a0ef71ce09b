// The official Node SDK against `workos emulate`: `cargo xtask compat node`.

import { World, run } from './harness.mjs';
import * as sso from './sso.mjs';
import * as organizations from './organizations.mjs';
import * as webhooks from './webhooks.mjs';
import * as events from './events.mjs';
import * as portal from './portal.mjs';
import * as widgets from './widgets.mjs';
import * as pipes from './pipes.mjs';

const rooms = [sso, organizations, webhooks, events, portal, widgets, pipes];

const world = new World(process.env);
const passed = await run(rooms.flatMap(({ steps }) => Object.entries(steps)), world);
await world.close();
process.exitCode = passed ? 0 : 1;
