"""The cards: facts and a way to say them in, an Adaptive Card out; no card decides anything."""
