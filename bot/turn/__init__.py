"""One turn as its handlers see it: who speaks, where, and what came with a card."""
