"""The official Python SDK against `workos emulate`: `cargo xtask compat python`."""

import sys

import events
import organizations
import pipes
import portal
import sso
import webhooks
import widgets
from harness import World, run

ROOMS = [sso, organizations, webhooks, events, portal, widgets, pipes]

world = World()
passed = run([step for room in ROOMS for step in room.STEPS.items()], world)
world.close()
sys.exit(0 if passed else 1)
