"""All that is generated from the hand-written sources under `schemas/`."""
