"""Conversations as pure functions: `(state, said) -> (state, [reply])`; keys come out, never sentences."""
