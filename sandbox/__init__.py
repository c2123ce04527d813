"""A Teams stand-in on this machine: to try the bot in a browser, and for the tests."""
