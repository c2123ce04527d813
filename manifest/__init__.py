"""The Teams app package: what an administrator uploads so that people can find the bot."""
